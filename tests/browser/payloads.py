"""Texts that try to run something, to call somebody, to leave the page or to break out of where they stand.

What runs sets ``window.hasRun``; what calls somebody asks for an address with ``canary`` in it.
"""

RUN = "window.hasRun=1"
CALL = "//127.0.0.1:9/canary"

PAYLOADS = [
    # Elements that run or load by themselves
    f"<script>{RUN}</script>",
    f"<script src={CALL}></script>",
    f"<img src={CALL} onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={RUN}/>#x'/></svg>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<object data='javascript:{RUN}'></object>",
    f"<embed src={CALL}>",
    f"<video><source onerror={RUN} src={CALL}></video>",
    f"<details open ontoggle={RUN}><summary>x</summary></details>",
    f"<input autofocus onfocus={RUN}>",
    f"<body onload={RUN}>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<custom-element onanimationstart={RUN} style=animation-name:x>",
    # What changes the page around it
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<base href={CALL}/>",
    f"<link rel=stylesheet href={CALL}>",
    f"<style>@import '{CALL}'; * {{ background: url({CALL}) }}</style>",
    f"<p style='background:url({CALL})'>x</p>",
    f"<form action='javascript:{RUN}'><button>Check</button></form>",
    # Links, in HTML and in Markdown
    f"<a href='javascript:{RUN}'>x</a>",
    f"[x](javascript:{RUN})",
    f"[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg== '{CALL}')",
    f"![x](https:{CALL})",
    f"![x]({CALL} onerror={RUN})",
    f"[x]: javascript:{RUN} 'y' [x]",
    f"<javascript:{RUN}> <https:{CALL}>",
    f"https:{CALL} www.canary.example canary@example.org",
    f"**<img src={CALL} onerror={RUN}>** *<b>x</b>* `<i>x</i>`",
    # Out of attributes, elements, comments, blocks
    f'"><img src={CALL} onerror={RUN}>',
    f"' onmouseover='{RUN}' x='",
    f"</legend></fieldset></article></section><script>{RUN}</script>",
    f"</style></textarea></title></script><script>{RUN}</script>",
    f"--><!--><img src={CALL} onerror={RUN}>",
    f"<![CDATA[><img src={CALL} onerror={RUN}>]]>",
    f"```html <script>{RUN}</script> ``` ~~~ <script>{RUN}</script>",
    # What a careless clean-up turns into something else
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src={CALL} onerror={RUN}&gt;'>",
    f"<svg></p><style><a id='</style><img src={CALL} onerror={RUN}>'>",
    f"<noscript><p title='</noscript><img src={CALL} onerror={RUN}>'>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<IMG SRC={CALL} OnErRoR={RUN}//",
    f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;img src={CALL} onerror={RUN}&#62; &amp;lt;b&amp;gt;",
    f"\\x3cscript\\x3e{RUN}\\x3c/script\\x3e \\u003cimg src={CALL} onerror={RUN}\\u003e",
    f"＜script＞{RUN}＜/script＞",
    f"<img\u0000 src={CALL}\u0000 onerror={RUN}>",
    f"<img/\u000bsrc={CALL}/\u000conerror={RUN}>",
    # Templates and formulas
    "${" + RUN + "} #{" + RUN + "} <%= " + RUN + " %>",
    "{{constructor.constructor('" + RUN + "')()}}",
    f"\\(\\unicode{{<img src={CALL} onerror={RUN}>}}\\)",
    f"<math href='javascript:{RUN}'><mi xlink:href='data:x,{CALL}'>x</mi></math>",
    # Letters that hide or turn what stands around them
    f"\u202e<img src={CALL} onerror={RUN}>\u202c \u2066\u202dabc",
    "\u200b\u200d\ufeff\u00ad\u2028\u2029 text between",
    "e" + "\u0301\u0323" * 60,
    "\U0001f600\U000e0001 \ufffe \uffff",
    # Names that objects have already
    "__proto__ constructor prototype hasOwnProperty toString",
    '{"__proto__":{"hasRun":1}}',
]
# What is no formula of ours is refused with the content, before anybody sees it.
REFUSED = [
    "$\\href{javascript:" + RUN + "}{x}$",
    "$\\url{javascript:" + RUN + "}$",
    f"$\\unicode{{<img src={CALL} onerror={RUN}>}}$",
    f"$\\class{{x' onload={RUN}}}{{x}}$",
    f"$\\style{{background:url({CALL})}}{{x}}$",
]
LONG_WORD = "Gastrocnemiussoleusplantaris" * 20

# A short list for pages of other makes, which define fired() themselves.
FIRING = [
    "<script>fired()</script>",
    "<img src=x onerror=fired()>",
    "<svg onload=fired()>",
    "<svg><script>fired()</script></svg>",
    "<iframe srcdoc='<script>parent.fired()</script>'></iframe>",
    "<details open ontoggle=fired()>",
    "<input autofocus onfocus=fired()>",
    "<style onload=fired()>*{display:none}</style>",
    "<a href='javascript:fired()'>x</a>",
    "[x](javascript:fired())",
    "![x](x onerror=fired())",
    "**<img src=x onerror=fired()>**",
    "`<img src=x onerror=fired()>`",
    "\"><img src=x onerror=fired()>",
    "' onmouseover='fired()",
    "</legend></fieldset><script>fired()</script>",
    "</style><script>fired()</script>",
    "&lt;script&gt;fired()&lt;/script&gt;",
    "javascript:fired()",
    "${fired()}",
    "{{constructor.constructor('fired()')()}}",
    "<math><mtext><img src=x onerror=fired()></mtext></math>",
    "<object data='javascript:fired()'></object>",
    "\u202e<img src=x onerror=fired()>\u202c",
]  # fmt: skip
