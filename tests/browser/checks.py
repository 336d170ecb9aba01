"""What must be true of every page; each check says all that is wrong with it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LARGEST_FIRST_VISIT = 100_000
"""Bytes over the wire, with everything the page brings."""

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

WATCH_FOCUS = """() => {
    const describe = e => e.outerHTML.replace(/\\s+/g, " ").slice(0, 150);
    const drawn = e => [e, e.parentElement, ...(e.labels || [])].flatMap(part =>
        [null, "::before", "::after"].map(pseudo => {
            const style = getComputedStyle(part, pseudo);
            return [style.outline, style.boxShadow, style.backgroundColor, style.color, style.border,
                    style.textDecoration, style.clipPath, style.position].join("|");
        })).join("~");
    const group = e => e.type === "radio" ? document.getElementsByName(e.name)[0] : e;
    const all = [...document.querySelectorAll(
            "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]")]
        .filter(e => !e.disabled && e.tabIndex >= -1 && e.getAttribute("tabindex") !== "-1"
                     && e.checkVisibility({visibilityProperty: true}));
    const before = new Map(all.map(e => [e, drawn(e)]));
    const missing = new Set(all.map(group)), unseen = [];
    document.addEventListener("focusin", ({target}) => {
        if (missing.delete(group(target)) && before.get(target) === drawn(target)) unseen.push(describe(target));
    });
    window.focusWatch = () => ({missing: [...missing].map(describe), unseen});
    return all.length;
}"""


def assert_accessible(page: Page) -> None:
    """axe finds nothing to mend."""
    found = Axe().run(page, options=AXE).response["violations"]
    assert not found, "\n".join(
        f"{rule['id']}: {rule['help']}\n    {node['html']}\n    {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    )


def assert_no_sideways_scroll(page: Page) -> None:
    """Nothing is wider than the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    screen = page.evaluate("document.documentElement.clientWidth")
    assert wide <= screen, f"{page.url} is {wide} pixels wide on a screen of {screen}"


def assert_keyboard_reaches_everything(page: Page) -> None:
    """The Tab key reaches each thing one can act on, and each looks different while it has the focus."""
    for _ in range(page.evaluate(WATCH_FOCUS) + 1):
        page.keyboard.press("Tab")
    found = page.evaluate("focusWatch()")
    assert not found["missing"], f"Tab never reaches: {found['missing']}"
    assert not found["unseen"], f"No sign of the focus on: {found['unseen']}"


def assert_light(sizes: list[int]) -> None:
    """A first visit is cheap, on a telephone too."""
    assert sum(sizes) <= LARGEST_FIRST_VISIT, f"{sum(sizes):,} bytes in {len(sizes)} responses: {sizes}"
