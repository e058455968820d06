package org.kantor.webmail.composer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kantor.webmail.fake.PageTest;

/** The foot of the page with several windows in which messages are written: each of them can be reached, whatever the width. */
class DockBrowserTest extends PageTest {

    private static final String PAGE = """
            <!doctype html><html lang="en"><link rel="stylesheet" href="/ui/tokens.css"><link rel="stylesheet" href="/ui/base.css"><link rel="stylesheet" href="/ui/composer.css"><body>
            <k-dock class="docked"><button class="btn more" type="button" hidden popovertarget="docked-menu" data-text="{0} more" data-label="{0} more being written" data-refused="Not sent: {0}" data-not-sent="Not sent" data-show="Show"></button>
            <div class="menu" id="docked-menu" popover role="menu"></div><span class="sr" role="alert"></span></k-dock>
            <script type="module">
              import '/ui/shell.js';
              import '/ui/dock.js';
              window.write = (name) => {
                document.querySelectorAll('k-composer').forEach((other) => other.classList.add('small'));
                const one = document.createElement('k-composer');
                one.id = name;
                one.innerHTML = `<div class="ch"><b>${name}</b><button class="desk" type="button" hidden>-</button><button class="close" type="button">Close</button></div><textarea></textarea>`;
                one.editor = { caret: () => one.querySelector('textarea').focus() };
                document.querySelector('k-dock').append(one);
              };
              document.body.id = 'ready';
            </script></body></html>""";

    private void write(int width, String... names) {
        open(PAGE, fresh -> fresh.setViewportSize(width, 800));
        Arrays.stream(names).forEach(name -> page.evaluate("name => write(name)", name));
    }

    /** The windows that can be reached by the mouse from the left to the right, those that are open in brackets; then what the button says. */
    private String shown() {
        page.evaluate(
                "() => Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => new Promise(requestAnimationFrame))");
        return (String) page.evaluate("""
                () => [...document.querySelectorAll('k-dock > :is(k-composer, .more)')].filter((one) => {
                  const at = one.getBoundingClientRect();
                  const ends = [at.left + 4, at.right - 4].map((x) => document.elementFromPoint(x, at.top + 20));
                  return at.width && ends.every((end) => one.contains(end));
                }).sort((one, other) => one.getBoundingClientRect().left - other.getBoundingClientRect().left)
                  .map((one) => one.id ? (one.matches('.small') ? one.id : `[${one.id}]`) : one.textContent).join(' ')""");
    }

    @Test
    void barsStandBesideTheOpenWindowAsFarAsThereIsRoom() {
        write(1440, "a", "b", "c", "d");
        assertThat(shown()).isEqualTo("a b c [d]");
        page.setViewportSize(1024, 800);
        assertThat(shown()).isEqualTo("2 more c [d]");
        page.setViewportSize(700, 800);
        assertThat(shown()).isEqualTo("3 more [d]");
        page.setViewportSize(1440, 800);
        assertThat(shown()).isEqualTo("a b c [d]");
        page.evaluate("() => document.querySelector('#d').remove()");
        assertThat(shown()).isEqualTo("a b c");
    }

    @Test
    void twoStayOpenBesideEachOtherWhereThereIsRoom() {
        write(1440, "a", "b", "c");
        page.evaluate("() => document.querySelector('#b').classList.remove('small')");
        assertThat(shown()).as("a third needs the room of one of them").isEqualTo("a [b] c");
        page.evaluate("() => document.querySelector('#a').remove()");
        assertThat(shown()).isEqualTo("[b] c");
        page.evaluate("() => document.querySelector('#c').classList.remove('small')");
        assertThat(shown()).isEqualTo("[b] [c]");
        page.setViewportSize(1024, 800);
        assertThat(shown()).isEqualTo("b [c]");
    }

    @Test
    void whatHasNoRoomIsOpenedFromTheMenuByKeys() {
        write(1024, "a", "b", "c", "d");
        assertThat(shown()).isEqualTo("2 more c [d]");
        var more = page.locator(".more");
        assertThat(more.getAttribute("aria-label")).isEqualTo("2 more being written");
        page.evaluate("() => document.activeElement.blur()");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.waitForCondition(() -> (Boolean) page.evaluate("document.activeElement.matches('#docked-menu .mi')"));
        assertThat(page.locator("#docked-menu .mi").allInnerTexts()).isEqualTo(List.of("b", "a"));
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.evaluate("() => document.activeElement.parentElement.id"))
                .isEqualTo("a");
        assertThat(shown()).isEqualTo("2 more [a] d");
        assertThat(page.locator("#docked-menu").isVisible()).isFalse();
    }

    @Test
    void onAPhoneOneIsAPageAndTheOthersAreInTheMenu() {
        write(390, "a", "b", "c");
        assertThat(shown()).isEqualTo("2 more being written [c]");
        assertThat(
                        page.evaluate(
                                "() => document.querySelector('#c').getBoundingClientRect().bottom === document.querySelector('.more').getBoundingClientRect().top && document.querySelector('.more').offsetHeight"))
                .as("the bar covers nothing of the page and is high enough for a finger")
                .isEqualTo(44);
        page.locator(".more").click();
        assertThat(page.locator("#docked-menu .mi").allInnerTexts()).isEqualTo(List.of("b", "a"));
        page.locator("#docked-menu .mi").last().click();
        assertThat(shown()).isEqualTo("2 more being written [a]");
        assertThat(page.evaluate("() => document.activeElement.parentElement.id"))
                .isEqualTo("a");
        page.evaluate("() => document.querySelector('#a').remove()");
        assertThat(shown()).as("the next below").isEqualTo("1 more being written [c]");
        assertThat(page.evaluate("() => document.activeElement.closest('k-composer').id"))
                .isEqualTo("c");
        page.evaluate("() => document.querySelector('#c').remove()");
        assertThat(shown()).isEqualTo("[b]");
        write(1024, "a", "b", "c");
        page.setViewportSize(390, 800);
        assertThat(shown()).isEqualTo("2 more being written [c]");
        page.setViewportSize(1440, 800);
        assertThat(shown()).isEqualTo("a b [c]");
    }

    @Test
    void oneThatIsOnItsWayTakesNoRoom() {
        write(1024, "a", "b", "c", "d");
        page.evaluate("() => document.querySelector('#d').classList.add('sending')");
        assertThat(shown()).isEqualTo("a b c");
        page.evaluate("() => document.querySelector('#d').classList.remove('sending')");
        assertThat(shown()).isEqualTo("2 more c [d]");
        page.evaluate("() => document.querySelector('#d').classList.add('full')");
        assertThat(shown()).as("alone").isEqualTo("[d]");
    }

    @Test
    void oneThatComesBackByItselfMakesNoneSmallInWhichSomebodyWrites() {
        write(1024, "a", "b");
        page.evaluate("() => document.querySelector('#b').classList.add('sending')");
        page.evaluate("() => document.querySelector('#a').classList.remove('small')");
        page.locator("#a textarea").focus();
        page.evaluate("() => document.querySelector('#b').classList.remove('sending')");
        assertThat(shown()).contains("[a]").doesNotContain("[b]");
        page.keyboard().type("on");
        assertThat(page.locator("#a textarea").inputValue()).isEqualTo("on");
    }

    /** As the composer does when the server refuses it. */
    private void refuse(String name) {
        page.evaluate("""
                name => {
                  const one = document.querySelector(`#${name}`);
                  one.refused = true;
                  one.classList.remove('sending');
                  one.dispatchEvent(new CustomEvent('k-problem', { bubbles: true }));
                }""", name);
    }

    @Test
    void oneThatCouldNotBeSentIsToldOfBelowTheOneThatIsBeingWrittenAndShownByTheButton() {
        write(390, "a", "b", "c");
        page.evaluate("() => document.querySelector('#b').classList.add('sending')");
        page.locator("#c textarea").fill("on and on");
        assertThat(shown()).isEqualTo("1 more being written [c]");
        refuse("b");
        assertThat(shown()).as("who writes is not disturbed").isEqualTo("Not sent: bShow [c]");
        assertThat(page.evaluate("() => document.activeElement.parentElement.id"))
                .isEqualTo("c");
        assertThat(page.locator("k-dock > [role=alert]").textContent()).isEqualTo("Not sent: b");
        // a finger leaves the focus where it is
        page.locator(".more").dispatchEvent("click");
        assertThat(shown()).isEqualTo("2 more being written [b]");
        assertThat(page.evaluate("() => document.activeElement.parentElement.id"))
                .isEqualTo("b");
        assertThat(page.locator("#c textarea").inputValue()).isEqualTo("on and on");
        assertThat(page.locator("k-dock > [role=alert]").textContent()).isEmpty();
        page.locator(".more").click();
        assertThat(page.locator("#docked-menu .mi").allInnerTexts())
                .as("the button is the menu's again")
                .containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void whereThereIsNoRoomOnADeskItIsToldOfToo() {
        write(700, "a", "b");
        page.evaluate("() => document.querySelector('#a').classList.add('sending')");
        page.locator("#b textarea").focus();
        refuse("a");
        assertThat(shown()).isEqualTo("Not sent [b]");
        assertThat(page.locator(".more").getAttribute("aria-label")).isEqualTo("Not sent: a. Show");
        page.locator(".more").click();
        assertThat(shown()).isEqualTo("1 more [a]");
    }

    @Test
    void aDialogueThatOpensInTheDockAndTheMenuOfAWindowKeepWhatTheySay() {
        write(1024, "a");
        page.evaluate("""
                () => {
                  const menu = document.createElement('div');
                  menu.className = 'menu';
                  menu.popover = 'auto';
                  menu.textContent = 'Tomorrow';
                  document.querySelector('#a').append(menu);
                  menu.showPopover();
                  const dialog = document.createElement('dialog');
                  dialog.textContent = 'When?';
                  document.querySelector('k-dock').append(dialog);
                  dialog.showModal();
                }""");
        assertThat(page.locator("dialog").textContent()).isEqualTo("When?");
        assertThat(page.locator("#a .menu").textContent()).isEqualTo("Tomorrow");
    }
}
