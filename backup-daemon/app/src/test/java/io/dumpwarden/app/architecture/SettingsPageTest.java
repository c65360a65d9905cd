package io.dumpwarden.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.EnvironmentVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Dsettings.page.write=true} writes the page, and the archive's settings file, instead of
 * comparing them.
 */
class SettingsPageTest {

  @ParameterizedTest
  @MethodSource
  void theFileIsTheCode(String file, String rendered) throws IOException {
    Path path = House.CHECKOUT.resolve(file);
    if (Boolean.getBoolean("settings.page.write")) {
      Files.writeString(path, rendered);
    }

    assertThat(Files.readString(path))
        .as(file + "; -Dsettings.page.write=true writes it anew")
        .isEqualTo(rendered);
  }

  static Stream<Arguments> theFileIsTheCode() {
    return Stream.of(
        Arguments.of("docs/settings.md", SettingsPage.render()),
        Arguments.of("release/src/conf/dumpwarden.env", SettingsFile.render()));
  }

  @Test
  void meaningsFitATable() {
    for (EnvironmentVariable variable : EnvironmentVariable.values()) {
      assertThat(variable.meaning()).isNotBlank().doesNotContain("|", "\n").doesNotEndWith(".");
    }
  }
}
