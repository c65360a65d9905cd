package io.dumpwarden.browser;

import com.microsoft.playwright.Page.ScreenshotOptions;
import java.nio.file.Path;

/** The pictures of docs/admin.md. {@code -Dscreenshots} takes them anew. */
final class Screenshots {

  private static final Path FOLDER = Path.of("../docs/screenshots");

  private Screenshots() {}

  static boolean wanted() {
    return System.getProperty("screenshots") != null;
  }

  /** Takes one of what the window shows. */
  static void take(Visitor visitor, String path, String name) {
    visitor.open(path);
    visitor.page().waitForLoadState();
    shot(visitor, name);
  }

  static void shot(Visitor visitor, String name) {
    visitor.page().screenshot(new ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
  }
}
