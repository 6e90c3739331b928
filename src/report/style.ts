/** Style of the HTML report: from 320 px to very wide, light, dark and on paper. Charts follow the colours of the text. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1c1f24;--quiet:#5b6470;--paper:#fff;--card:#f6f7f9;--line:#d9dde3;--good:#0b6e3d;--bad:#b3182a;--open:#8a5a00;--link:#0057a8}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--quiet:#a3abb6;--paper:#14171b;--card:#1d2126;--line:#363c45;--good:#5fd39a;--bad:#ff8a93;--open:#f0b84d;--link:#7cb8ff}}
*{box-sizing:border-box}
html{font-size:clamp(15px,.55vw + 11px,24px)}
body{margin:0;background:var(--paper);color:var(--ink);font-family:"DejaVu Sans",Verdana,"Segoe UI",sans-serif;line-height:1.5;overflow-wrap:anywhere}
main{max-width:68rem;margin:0 auto;padding:1rem clamp(.75rem,3vw,2.5rem) 4rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}
h3{font-size:1rem;margin:0 0 .4rem}h4{font-size:.85rem;margin:1rem 0 .25rem;color:var(--quiet);font-weight:600}
p{margin:.4rem 0}a{color:var(--link)}
nav{font-size:.85rem;display:flex;flex-wrap:wrap;gap:.2rem 1rem}
article,figure{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.8rem 1rem;margin:.8rem 0}
.overall{font-size:1.05rem;font-weight:600;border-left:.35rem solid;padding:.3rem .8rem;margin:1rem 0}
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
.chart svg{display:block;width:100%;height:auto;min-width:34rem;max-width:64rem;margin:0 auto}
.chart svg>rect:first-of-type{fill:none}.chart svg text{fill:var(--ink)}
figcaption{font-size:.85rem;color:var(--quiet)}figcaption ul{margin:.2rem 0;padding-left:1.2rem}
@media print{:root{--ink:#000;--quiet:#444;--paper:#fff;--card:#fff;--line:#bbb;--good:#0b6e3d;--bad:#b3182a;--open:#8a5a00;--link:#000}
html{font-size:10pt}main{max-width:none;padding:0}article,figure,tr{break-inside:avoid}nav{display:none}.scroll{overflow:visible}.chart svg{min-width:0}.reason{min-width:0}
pre{white-space:pre-wrap}}
`
