package io.dumpwarden.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.DumpOption;
import io.dumpwarden.config.DumpOptionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Ddump-options.page.write=true} writes the page instead of comparing it. */
class DumpOptionsPageTest {

  private static final Path PAGE = House.CHECKOUT.resolve("docs/dump-options.md");

  @Test
  void theDocumentationIsTheCode() throws IOException {
    if (Boolean.getBoolean("dump-options.page.write")) {
      Files.writeString(PAGE, DumpOptionsPage.render());
    }

    assertThat(Files.readString(PAGE))
        .as("docs/dump-options.md; -Ddump-options.page.write=true writes it anew")
        .isEqualTo(DumpOptionsPage.render());
  }

  @Test
  void meaningsFitATable() {
    for (DumpOption option : DumpOptionTable.all()) {
      assertThat(option.meaning()).isNotBlank().doesNotContain("|", "\n").doesNotEndWith(".");
    }
  }
}
