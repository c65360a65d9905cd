package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobTest {

  @Property
  void matchesAsTheRegularExpressionOfTheSameMeaning(
      @ForAll("patterns") String pattern, @ForAll("names") String name) {
    assertThat(new Glob(pattern).matches(name))
        .isEqualTo(Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(name).matches());
  }

  @Property
  void aLiteralMatchesItsNameAndNoOther(@ForAll String name, @ForAll String other) {
    Glob glob = Glob.literal(name);
    assertThat(glob.isPlain()).isTrue();
    assertThat(glob.plainName()).isEqualTo(name);
    assertThat(glob.matches(name)).isTrue();
    assertThat(glob.matches(other)).isEqualTo(other.equals(name));
  }

  @Property
  void literalsSurviveAList(@ForAll("namesForLists") List<String> names) {
    String list =
        names.stream().map(n -> Glob.literal(n).pattern()).collect(Collectors.joining(" , "));
    assertThat(Glob.parseList(list)).extracting(Glob::plainName).isEqualTo(names);
  }

  @Example
  void caseCountsAndTheWholeNameMustMatch() {
    assertThat(new Glob("shop*").matches("shop_eu")).isTrue();
    assertThat(new Glob("shop*").matches("Shop_eu")).isFalse();
    assertThat(new Glob("shop").matches("shop_eu")).isFalse();
    assertThat(new Glob("sh?p").matches("sh\uD83D\uDE00p")).isTrue();
  }

  @Example
  void aBackslashTakesTheMeaningFromStarQuestionMarkAndComma() {
    assertThat(Glob.parseList("a\\,b, c\\*,,d ").stream().map(Glob::plainName))
        .containsExactly("a,b", "c*", "d");
    assertThat(new Glob("a\\*").matches("ab")).isFalse();
  }

  @Example
  void anOpenBackslashIsRefused() {
    assertThatThrownBy(() -> Glob.parseList("shop,crm\\"))
        .hasMessageContaining("'crm\\' ends with a backslash");
  }

  @Example
  void manyStarsTakeNoExponentialTime() {
    Glob glob = new Glob("*a".repeat(60) + "b");
    long start = System.nanoTime();
    assertThat(glob.matches("a".repeat(20_000))).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "b", "*", "?", "\\*", "\\?", "\\\\", "\\a", ".", "\uD83D\uDE00")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("a", "b", "*", "?", "\\", ".", "\uD83D\uDE00")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<String>> namesForLists() {
    return Arbitraries.strings().withChars("ab,*?\\._").ofMinLength(1).ofMaxLength(6).list();
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
