package io.dumpwarden.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What axe-core finds wrong with a page. The debugger puts it there: the page's own policy stays.
 */
final class Accessibility {

  private static final String AXE = script();

  private Accessibility() {}

  /** Every violation: its rule, what it says, and where. */
  @SuppressWarnings("unchecked")
  static List<String> violations(Page page) {
    page.evaluate("() => {" + AXE + "}");
    return (List<String>)
        page.evaluate(
            """
            async () => {
              const found = await axe.run(document, { resultTypes: ['violations'] });
              return found.violations.flatMap(v => v.nodes.map(n =>
                v.id + ': ' + v.help + ' at ' + n.target.join(' ') + ' ' + n.html.slice(0, 160)
                + ' ' + n.any.concat(n.all, n.none).map(c => c.message).join('; ')));
            }\
            """);
  }

  private static String script() {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("axe-core is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
