package io.dumpwarden.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium. Nothing is downloaded. For one thread. */
final class Chromium implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  /** Much more than a page takes, also on a machine that is busy. */
  private static final double PATIENCE_MILLIS = 30_000;

  /** What a page is looked at on. */
  enum Screen {
    DESK(1280, 860),
    PHONE(390, 844);

    final int width;
    final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private final Playwright playwright;
  private final Browser browser;

  private Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    // as root, in a container, there is no sandbox to be had
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
  }

  /** Skips the test, aloud, where there is no Chromium; where CI=true that is a failure. */
  static Chromium start() {
    if (!Files.isExecutable(PROGRAM)) {
      String message = "tests with a browser are skipped: there is no " + PROGRAM;
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(message);
      }
      System.out.println(message);
      Assumptions.abort(message);
    }
    return new Chromium();
  }

  /** A browser of its own: nothing is remembered from others. */
  Visitor visitor(String address, Screen screen, ColorScheme colors) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(colors)
                .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)
                .setTimezoneId("Europe/Berlin")
                .setLocale("en-GB"));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    return new Visitor(page);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
