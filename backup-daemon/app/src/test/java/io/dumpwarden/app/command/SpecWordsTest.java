package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.Glob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names on a command line are names; what they become in a list means the same. */
class SpecWordsTest {

  @TempDir private Path folder;

  @Test
  void aNameIsThatNameWhateverStandsInIt() {
    List<String> names = List.of("a,b", "back\\slash", "x.y", " blank", "'quoted'", "../up");

    assertThat(listed(SpecWords.namesAndPatterns(names)))
        .allMatch(Glob::isPlain)
        .extracting(Glob::plainName)
        .isEqualTo(names);
    assertThat(listed(SpecWords.literals(List.of("m*", "q?", "a\\*"))))
        .extracting(Glob::plainName)
        .containsExactly("m*", "q?", "a\\*");
  }

  @Test
  void starsMakeAPatternUnlessABackslashStandsBefore() {
    List<Glob> globs = listed(SpecWords.namesAndPatterns(List.of("a,b*", "m\\*", "q?")));

    assertThat(globs).extracting(g -> g.matches("a,bcd")).containsExactly(true, false, false);
    assertThat(globs.get(1).isPlain()).isTrue();
    assertThat(globs.get(1).plainName()).isEqualTo("m*");
    assertThat(globs.get(2).matches("qx")).isTrue();
  }

  @Test
  void anEscapedCommaStaysOne() {
    assertThat(SpecWords.patterns(List.of("a,b.c", "a\\,b.c", "a\\\\,b.c")))
        .containsExactly("a\\,b.c", "a\\,b.c", "a\\\\\\,b.c");
  }

  @Test
  void aFileHoldsOneNameALineAndComments() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("names"), "\uFEFFshop\r\n# all of it\n\n  crm  # the other\na#b\n");

    assertThat(NameFile.read(file.toString())).containsExactly("shop", "crm", "a#b");
    assertThat(NameFile.read(null)).isEmpty();
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> NameFile.read(missing.toString()))
        .hasMessage("there is no file '%s'".formatted(missing));
    Path binary =
        Files.write(folder.resolve("binary"), "shop\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> NameFile.read(binary.toString())).hasMessageContaining("not UTF-8");
  }

  private static List<Glob> listed(List<String> items) {
    return Glob.parseList(String.join(",", items));
  }
}
