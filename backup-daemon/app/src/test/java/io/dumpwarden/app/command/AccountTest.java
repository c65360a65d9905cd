package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {

  @TempDir private Path folder;

  @Test
  void isKnownByItsName() {
    assertThat(Account.name("backup", folder)).isEqualTo("backup");
  }

  @Test
  void isKnownByItsNumberWhereItHasNoName() throws IOException {
    Object number = Files.getAttribute(folder, "unix:uid");

    assertThat(Account.name("?", folder)).isEqualTo("uid " + number);
    assertThat(Account.name("", folder)).isEqualTo("uid " + number);
  }

  @Test
  void isUnknownWhereTheSystemSaysNothing() {
    assertThat(Account.name("?", folder.resolve("missing"))).isEqualTo("unknown");
  }
}
