package io.dumpwarden.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.EnvironmentVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dsettings.page.write=true} writes the page instead of comparing it. */
class SettingsPageTest {

  private static final Path PAGE = House.CHECKOUT.resolve("docs/settings.md");

  @Test
  void theDocumentationIsTheCode() throws IOException {
    if (Boolean.getBoolean("settings.page.write")) {
      Files.writeString(PAGE, SettingsPage.render());
    }

    assertThat(Files.readString(PAGE))
        .as("docs/settings.md; -Dsettings.page.write=true writes it anew")
        .isEqualTo(SettingsPage.render());
  }

  @Test
  void meaningsFitATable() {
    for (EnvironmentVariable variable : EnvironmentVariable.values()) {
      assertThat(variable.meaning()).isNotBlank().doesNotContain("|", "\n").doesNotEndWith(".");
    }
  }
}
