/** Style of pages that lie beside single reports: on top of the report's own. */
export const WIDE_STYLE = `
main{max-width:110rem}
.sides{display:grid;gap:.8rem;margin-top:.8rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr))}.sides article{margin:0}
.side{font-weight:700;margin-right:.4rem}
.pair{display:grid;gap:.8rem;margin:.8rem 0;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr))}
.pair img{display:block;width:100%;max-width:64rem;height:auto;background:#fff;border-radius:.2rem}.pair figure{margin:0}
.differs>td:first-child{box-shadow:inset .25rem 0 var(--link);padding-left:.7rem}
td code{overflow-wrap:anywhere}
`
