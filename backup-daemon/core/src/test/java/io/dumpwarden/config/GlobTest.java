package io.dumpwarden.config;

import static io.dumpwarden.testing.Property.TRIES;
import static io.dumpwarden.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.testing.Draw;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GlobTest {

  private static final List<String> PATTERN_PIECES =
      List.of("a", "b", "*", "?", "\\*", "\\?", "\\\\", "\\a", ".", "\uD83D\uDE00");
  private static final List<String> NAME_PIECES =
      List.of("a", "b", "*", "?", "\\", ".", "\uD83D\uDE00");
  private static final List<String> LISTED_PIECES =
      List.of("a", "b", ",", "*", "?", "\\", ".", "_");

  @Test
  void matchesAsTheRegularExpressionOfTheSameMeaning() {
    forAll(
        TRIES,
        draw -> draw.joined(8, PATTERN_PIECES),
        draw -> draw.joined(8, NAME_PIECES),
        (pattern, name) ->
            assertThat(new Glob(pattern).matches(name))
                .isEqualTo(
                    Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(name).matches()));
  }

  @Test
  void aLiteralMatchesItsNameAndNoOther() {
    forAll(
        TRIES,
        GlobTest::name,
        GlobTest::name,
        (name, other) -> {
          Glob glob = Glob.literal(name);
          assertThat(glob.isPlain()).isTrue();
          assertThat(glob.plainName()).isEqualTo(name);
          assertThat(glob.matches(name)).isTrue();
          assertThat(glob.matches(other)).isEqualTo(other.equals(name));
        });
  }

  @Test
  void literalsSurviveAList() {
    forAll(
        TRIES,
        draw -> draw.list(0, 40, GlobTest::listed),
        names -> {
          String list =
              names.stream().map(n -> Glob.literal(n).pattern()).collect(Collectors.joining(" , "));
          assertThat(Glob.parseList(list)).extracting(Glob::plainName).isEqualTo(names);
        });
  }

  @Test
  void caseCountsAndTheWholeNameMustMatch() {
    assertThat(new Glob("shop*").matches("shop_eu")).isTrue();
    assertThat(new Glob("shop*").matches("Shop_eu")).isFalse();
    assertThat(new Glob("shop").matches("shop_eu")).isFalse();
    assertThat(new Glob("sh?p").matches("sh\uD83D\uDE00p")).isTrue();
  }

  @Test
  void aBackslashTakesTheMeaningFromStarQuestionMarkAndComma() {
    assertThat(Glob.parseList("a\\,b, c\\*,,d ").stream().map(Glob::plainName))
        .containsExactly("a,b", "c*", "d");
    assertThat(new Glob("a\\*").matches("ab")).isFalse();
  }

  @Test
  void anOpenBackslashIsRefused() {
    assertThatThrownBy(() -> Glob.parseList("shop,crm\\"))
        .hasMessageContaining("'crm\\' ends with a backslash");
  }

  @Test
  void manyStarsTakeNoExponentialTime() {
    Glob glob = new Glob("*a".repeat(60) + "b");
    long start = System.nanoTime();
    assertThat(glob.matches("a".repeat(20_000))).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  /** Any text, or one so short that the other may be the same or differ in one character. */
  private static String name(Draw draw) {
    return draw.percent(50) ? draw.text(255) : draw.joined(2, NAME_PIECES);
  }

  private static String listed(Draw draw) {
    return String.join("", draw.list(1, 6, d -> d.of(LISTED_PIECES)));
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '\\' -> regex.append(Pattern.quote("" + pattern.charAt(++i)));
        default -> {
          int character = pattern.codePointAt(i);
          regex.append(Pattern.quote(Character.toString(character)));
          i += Character.charCount(character) - 1;
        }
      }
    }
    return regex.toString();
  }
}
