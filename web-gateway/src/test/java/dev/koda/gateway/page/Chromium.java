package dev.koda.gateway.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Assumptions;

import dev.koda.gateway.stub.StubHouse;

/** The browser of this machine, signed in as the owner; where there is none, what needs one is skipped. Nothing is downloaded. */
final class Chromium implements AutoCloseable {
    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome");
    private static final int PATIENCE = 60_000;

    /** The first start of a browser on a busy machine takes its time. */
    private static final int START = 180_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Chromium() {
        Optional<Path> installed = Stream.of(PLACES)
                .flatMap(List::stream)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(installed.isPresent(), "no Chromium is installed in any of " + PLACES);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed.get())
                        .setTimeout(START)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    Page open(String path, int width) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setBaseURL(base()));
        context.setDefaultTimeout(PATIENCE);
        context.addCookies(List.of(new Cookie("koda_operator_session", StubHouse.OWNER_SESSION).setUrl(base())));
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // a server that is busy is no fault of a script; the page says so and asks again
            if (message.type().equals("error") && !message.text().contains("status of")) {
                complaints.add(message.text());
            }
        });
        page.navigate(path);
        return page;
    }

    private static String base() {
        return "http://127.0.0.1:" + RestAssured.port;
    }

    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
