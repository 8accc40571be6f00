package dev.koda.gateway.page;

import java.time.Duration;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.koda.gateway.stub.StubHouse;
import dev.koda.gateway.stub.WithStubHouse;
import dev.koda.platform.testkit.browser.Chromium;

import static org.assertj.core.api.Assertions.assertThat;

/** The trace of ten thousand steps in a real browser: little of it is in the page, and all of it is within reach. */
@QuarkusTest
@WithStubHouse
class LongTraceTest {
    private static final int STEPS = 10_000;
    private static final String OVER = TaughtHouse.id(901);
    private static final String RUNNING = TaughtHouse.id(902);
    private static final int WIDE = 1440;
    private static final int NARROW = 390;
    private static final String LINES = "tr.k-s, tr.k-iter";

    /** Blocks of a hundred lines within a screen and a half of the window, on either side. */
    private static final int AT_MOST = 1_000;

    private static TaughtHouse house;
    private static LongTrace running;
    private static Chromium chromium;

    @BeforeAll
    static void teach() {
        house = new TaughtHouse(StubHouse.current());
        new LongTrace(OVER, false, STEPS).told(StubHouse.current().of("runtime"));
        running = new LongTrace(RUNNING, true, STEPS).told(StubHouse.current().of("runtime"));
        chromium = new Chromium();
    }

    @AfterAll
    static void forget() {
        if (chromium != null) {
            chromium.close();
        }
        house.forget();
    }

    @AfterEach
    void nothingComplained() {
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void onlyWhatIsNearIsInThePageWhereverOneScrolls() {
        Page page = open("/tasks/" + OVER + "?step=1", WIDE);
        assertThat(page.locator("tbody[data-block]").count()).isEqualTo(STEPS / 100);
        eventually().untilAsserted(() -> assertThat(page.locator(LINES).count()).isBetween(100, AT_MOST));
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)");
        page.locator("#step-9999").waitFor();
        eventually().until(() -> page.locator("#step-1").count() == 0);
        fewLines(page);
        page.evaluate("() => scrollTo(0, 0)");
        page.locator("#step-1").waitFor();
        eventually().until(() -> page.locator("#step-9999").count() == 0);
    }

    @Test
    void errorsDoubtsSwitchesAndIterationsAreOneKeyOrLinkAway() {
        Page page = open("/tasks/" + OVER + "?step=1", WIDE);
        page.keyboard().press("n");
        isInView(page, LongTrace.FAILED);
        page.locator(".k-jumps a", new Page.LocatorOptions().setHasText("Switch"))
                .click();
        isInView(page, LongTrace.SWITCHED);
        page.locator(".k-jumps a", new Page.LocatorOptions().setHasText("In doubt"))
                .click();
        isInView(page, LongTrace.DOUBTFUL);
        page.locator("#f-iteration").fill("1500");
        page.keyboard().press("Enter");
        isInView(page, 5_997);
    }

    private static Page open(String path, int width) {
        String base = "http://127.0.0.1:" + RestAssured.port;
        Page page = chromium.window(width, new Browser.NewContextOptions().setBaseURL(base));
        page.context().addCookies(List.of(new Cookie("koda_operator_session", StubHouse.OWNER_SESSION).setUrl(base)));
        page.navigate(path);
        return page;
    }

    /** What has gone out of sight is taken out of the page a moment later. */
    private static void fewLines(Page page) {
        eventually().untilAsserted(() -> assertThat(page.locator(LINES).count()).isLessThanOrEqualTo(AT_MOST));
    }

    private static void isInView(Page page, int step) {
        page.waitForURL(url -> url.endsWith("#step-" + step));
        eventually().until(() -> (Boolean) page.evaluate(
                "id => { const at = document.getElementById(id)?.getBoundingClientRect();"
                        + " return !!at && at.top > 0 && at.bottom < innerHeight; }",
                "step-" + step));
        eventually()
                .untilAsserted(() -> assertThat(page.locator("#step-" + step).getAttribute("aria-selected"))
                        .isEqualTo("true"));
    }

    @Test
    void theAxisZoomsByKeyButtonAndDragAndTheAddressSaysSo() {
        Page page = open("/tasks/" + OVER + "?step=1", WIDE);
        page.keyboard().press("+");
        page.waitForURL(url -> url.contains("from=2499975&to=7499925"));
        page.locator("[data-scale] a", new Page.LocatorOptions().setHasText("Fit these"))
                .click();
        page.waitForURL(url -> url.contains("to=") && !url.contains("from=2499975"));
        page.locator("[data-scale] a", new Page.LocatorOptions().setHasText("Fit all"))
                .click();
        page.waitForURL(url -> !url.contains("from="));
        eventually().until(() -> page.locator("[data-scale] a").allInnerTexts().stream()
                .noneMatch("Fit all"::equals));

        // a redraw in the midst of it ends a drag, and whoever drags begins anew
        eventually().until(() -> {
            drag(page);
            return page.url().contains("from=");
        });
        page.keyboard().press("0");
        page.waitForURL(url -> !url.contains("from="));
    }

    private static void drag(Page page) {
        var head = page.locator("thead th.k-tl").boundingBox();
        page.mouse().move(head.x + head.width * 0.2, head.y + 5);
        page.mouse().down();
        page.mouse().move(head.x + head.width * 0.4, head.y + 5);
        page.mouse().up();
    }

    @Test
    void aStepOpensInPlaceAndOnAPhoneUnderItsRow() {
        Page page = open("/tasks/" + OVER + "?step=1", NARROW);
        page.locator("#step-6 [data-row]").click();
        page.locator("#step-6 + tr.k-inplace dl").waitFor();
        page.waitForURL(url -> url.contains("step=6"));
        eventually().until(() -> page.locator("tr.k-inplace").count() == 1);
    }

    @Test
    void aRunningTaskGoesOnWhileOneReadsWhereOneIs() {
        Page page = open("/tasks/" + RUNNING + "?step=1", WIDE);
        page.evaluate("() => document.getElementById('line-5001').scrollIntoView()");
        page.locator("#step-5001").waitFor();
        eventually().until(running::isWatched);

        running.goOn(200);
        String seen = "tbody[data-block='" + (running.last() / 100 - 1) + "']";
        eventually().pollInterval(Duration.ofSeconds(1)).until(() -> {
            running.tell();
            return page.locator(seen).count() > 0;
        });
        page.locator("#step-5001").waitFor();
        fewLines(page);
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInSameThread();
    }
}
