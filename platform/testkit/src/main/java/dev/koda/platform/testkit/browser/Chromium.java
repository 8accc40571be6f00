package dev.koda.platform.testkit.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium of this machine; where there is none, whatever needs one is reported as skipped. Nothing is downloaded.
 *
 * <p>For the thread that made it. A module that uses it names Playwright among its own dependencies.
 */
public final class Chromium implements AutoCloseable {
    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome");
    private static final int HEIGHT = 900;
    private static final int PATIENCE_MILLIS = 90_000;

    /** The first start of a browser on a busy machine takes its time. */
    private static final int START_MILLIS = 180_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    /** Starts the browser, without a window. */
    public Chromium() {
        Optional<Path> installed =
                PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(installed.isPresent(), "no Chromium is installed in any of " + PLACES);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed.get())
                        .setTimeout(START_MILLIS)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    /**
     * An empty page in a new window, which shares nothing with other windows.
     *
     * @param width in pixels
     * @param options what else the window is to have; the size is set here
     */
    public Page window(int width, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setViewportSize(width, HEIGHT));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // a server that refuses or is busy is no fault of a script; the page says so
            if (message.type().equals("error") && !message.text().contains("status of")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** What scripts and the console said, in all windows, since the last time this was asked. */
    public List<String> complaints() {
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        return said;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
