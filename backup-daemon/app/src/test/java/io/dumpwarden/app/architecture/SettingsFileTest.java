package io.dumpwarden.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dsettings.file.write=true} writes the file instead of comparing it. */
class SettingsFileTest {

  private static final Path FILE = House.CHECKOUT.resolve("release/src/conf/dumpwarden.env");

  @Test
  void theFileIsTheCode() throws IOException {
    if (Boolean.getBoolean("settings.file.write")) {
      Files.writeString(FILE, SettingsFile.render());
    }

    assertThat(Files.readString(FILE))
        .as("release/src/conf/dumpwarden.env; -Dsettings.file.write=true writes it anew")
        .isEqualTo(SettingsFile.render());
  }
}
