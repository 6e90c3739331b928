/**
 * Style of the HTML report: from 320 px to very wide, light, dark and on paper. Charts follow the colours of the text. Verdicts
 * are blue, orange and grey, which every kind of colour blindness tells apart, and never told by colour alone.
 */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1c1f24;--quiet:#5b6470;--paper:#fff;--card:#f6f7f9;--line:#d9dde3;--good:#00598a;--bad:#a53600;--open:#5d5866;--link:#0057a8}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--quiet:#a3abb6;--paper:#14171b;--card:#1d2126;--line:#363c45;--good:#6cbcf5;--bad:#ff9d66;--open:#bdb7c6;--link:#7cb8ff}}
*{box-sizing:border-box}
html{font-size:clamp(15px,.55vw + 11px,24px)}
body{margin:0;background:var(--paper);color:var(--ink);font-family:"DejaVu Sans",Verdana,"Segoe UI",sans-serif;line-height:1.5;overflow-wrap:anywhere}
main{max-width:68rem;margin:0 auto;padding:1rem clamp(.75rem,3vw,2.5rem) 4rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}
h3{font-size:1rem;margin:0 0 .4rem}h4{font-size:.85rem;margin:1rem 0 .25rem;color:var(--quiet);font-weight:600}
p{margin:.4rem 0}a{color:var(--link)}
nav{font-size:.85rem;display:flex;flex-wrap:wrap;gap:.2rem 1rem}
article,figure{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.8rem 1rem;margin:.8rem 0}
.overall{border-left:.4rem solid;padding:.3rem .8rem;margin:.6rem 0;background:var(--card)}.overall p{font-size:1.1rem;font-weight:600}.overall p.quiet{font-size:.85rem;font-weight:400}
.overall.bad{border-left-style:double;border-left-width:.6rem}.overall.open{border-left-style:dashed}
.claimed{min-width:14rem}.mutants{margin:.2rem 0;padding-left:1.2rem;font-size:.85rem}
a.anchor{color:inherit;text-decoration:none}a.anchor:hover,a.anchor:focus-visible{text-decoration:underline}a.anchor:hover::after{content:" #";color:var(--quiet)}
:target{outline:2px solid var(--link);outline-offset:3px}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}.quiet{color:var(--quiet);font-weight:400}
.status{font-weight:600;min-width:7rem}.reason{min-width:16rem}
blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid var(--line)}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.82rem;overflow-wrap:normal}
th,td{text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--quiet);font-weight:600;white-space:nowrap}tbody th{font-weight:400}
.n{font-variant-numeric:tabular-nums;white-space:nowrap}
.settings th{padding-right:1.5rem;white-space:nowrap}
.maths{padding:.3rem 0}.maths>div{padding:.22rem 0;white-space:nowrap}
math{font-size:1.08em}.katex{font-size:1.05em}
pre,code{font-family:"DejaVu Sans Mono",Consolas,monospace;font-size:.85em}
pre{margin:.4rem 0;white-space:pre;overflow-x:auto}.digest{overflow-wrap:anywhere}
@media (max-width:42rem){.verdicts thead{display:none}.verdicts,.verdicts tbody,.verdicts tr,.verdicts td{display:block}.verdicts td{border:0;padding:.1rem 0}.verdicts td:empty{display:none}
.verdicts tr{border-bottom:1px solid var(--line);padding:.4rem 0}.verdicts td[data-label]::before{content:attr(data-label) ": ";color:var(--quiet)}.verdicts .n{white-space:normal}}
details summary{cursor:pointer;color:var(--link);font-size:.85rem;margin:.5rem 0}
.picture{position:relative;max-width:64rem;margin:0 auto;touch-action:pan-x pan-y pinch-zoom;user-select:none}
.chart svg{display:block;width:100%;height:auto;overflow:visible}.chart svg.over{position:absolute;inset:0;pointer-events:none}
.over circle{fill:none;stroke:var(--ink);stroke-width:2}.over rect{fill:var(--link);fill-opacity:.15;stroke:var(--link)}
[data-running] .picture{min-width:0!important}
[data-running] .role-legend-label text,[data-running] .role-legend-symbol path{cursor:pointer}
.tools{display:flex;flex-wrap:wrap;gap:.35rem;align-items:center;margin:.5rem 0}.tools details{width:100%}.tools details>button{margin:.15rem}
button{font:inherit;font-size:.82rem;min-height:1.9rem;min-width:1.9rem;padding:.15rem .6rem;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);border-radius:.3rem;cursor:pointer}
button:hover:enabled{border-color:var(--link);color:var(--link)}button:disabled{opacity:.55;cursor:default}
button[aria-pressed=true]{box-shadow:inset 0 -.18rem var(--link)}button[aria-pressed=false]{color:var(--quiet)}button[data-do=series][aria-pressed=false]{text-decoration:line-through}
button i{display:inline-block;width:.8em;height:.8em;margin-right:.4em;border-radius:.15em;vertical-align:-.05em}button[aria-pressed=false] i{opacity:.3}
.readout{font-size:.82rem;height:3em;overflow-y:auto;margin:.3rem 0}.hint{font-size:.78rem}
.tip{position:fixed;z-index:9;pointer-events:none;max-width:24rem;padding:.35rem .6rem;font-size:.8rem;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);border-radius:.3rem;box-shadow:0 2px 8px #0004}
.tip div{display:flex;gap:1rem;justify-content:space-between}.tip span{color:var(--quiet)}.tip b{font-weight:600;font-variant-numeric:tabular-nums}
.rows{max-height:20rem;overflow-y:auto;margin:.4rem 0}
.chart svg>rect:first-of-type{fill:none}.chart svg text{fill:var(--ink)}
figcaption{font-size:.85rem;color:var(--quiet)}figcaption ul{margin:.2rem 0;padding-left:1.2rem}
@media (min-width:2400px){main{max-width:130rem}#figures,#rules,#problems{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 1.2rem;align-items:start}#figures>h2,#rules>h2,#problems>h2{grid-column:1/-1}}
@media print{:root{--ink:#000;--quiet:#444;--paper:#fff;--card:#fff;--line:#bbb;--good:#00598a;--bad:#a53600;--open:#5d5866;--link:#000}
html{font-size:10pt}main{max-width:none;padding:0}article,figure,tr,blockquote,p.quiet,.overall,.picture,.maths>div{break-inside:avoid}h1,h2,h3,h4,h2+p,summary,thead,.claim>p,figcaption>a{break-after:avoid}.chart svg{max-height:19cm}thead{display:table-header-group}p{orphans:3;widows:3}.tools,.readout,.hint,.data,.tip,.over{display:none}nav{display:none}.scroll{overflow:visible}.picture{min-width:0!important}.reason{min-width:0}
pre{white-space:pre-wrap}}
`
