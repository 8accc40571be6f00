package dev.koda.system.identity;

import java.time.Duration;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody without a mouse: every element is reached with the tabulator, every act is a key. */
final class Keys {
    /** More than any page here has to offer. */
    private static final int STOPS = 80;

    private final Page page;

    Keys(Page page) {
        this.page = page;
    }

    Page page() {
        return page;
    }

    Keys open(String address) {
        page.navigate(address);
        fits();
        return this;
    }

    /** Tabs on until the element has the focus, and then it must be seen that it has. */
    Keys reach(String selector) {
        for (int stop = 0; stop < STOPS && !hasFocus(selector); stop++) {
            page.keyboard().press("Tab");
        }
        assertThat(hasFocus(selector))
                .as(selector + " is reached with the keyboard on " + page.url())
                .isTrue();
        return this;
    }

    Keys write(String selector, String text) {
        reach(selector);
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
        return this;
    }

    Keys press(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** Presses a key that sends a form or follows a link, and waits for the page it leads to. */
    Keys go(String key) {
        page.evaluate("() => { window.left = false; }");
        page.keyboard().press(key);
        Awaitility.await("the next page")
                .atMost(Duration.ofSeconds(90))
                .pollInSameThread()
                .ignoreExceptions()
                .until(() -> (boolean)
                        page.evaluate("() => window.left === undefined && document.readyState === 'complete'"));
        fits();
        return this;
    }

    Keys shows(String text) {
        assertThat(page.locator("body").innerText()).as(page.url()).contains(text);
        return this;
    }

    /** The page itself puts the focus there when it has been drawn, which is a moment after it is loaded. */
    Keys beginsAt(String selector) {
        Awaitility.await("the focus on " + selector)
                .atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .until(() -> hasFocus(selector));
        return this;
    }

    /** Waits until something is to be seen. */
    Keys sees(String selector) {
        page.locator(selector).first().waitFor();
        return this;
    }

    /** Waits until nothing of this is to be seen. */
    Keys seesNo(String selector) {
        page.locator(selector).first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        return this;
    }

    boolean hasFocus(String selector) {
        return (boolean) page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector);
    }

    private void fits() {
        assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"))
                .as(page.url() + " does not scroll sideways")
                .isTrue();
    }
}
