package io.dumpwarden.config;

import static io.dumpwarden.testing.Property.TRIES;
import static io.dumpwarden.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.testing.Draw;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableGlobTest {

  private static final List<String> PIECES =
      List.of("a", "b", ".", ",", "*", "?", "\\", " x", "\uD83D\uDE00");

  /** A table by its name and its database's. */
  private record Name(String database, String table) {

    /** Written out in full: a dot in the database's name would part the two. */
    String pattern() {
      return Glob.literal(database).pattern().replace(".", "\\.")
          + "."
          + Glob.literal(table).pattern();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop.log|shop|log|true",
        "shop.log|shop|logs|false",
        "shop.log|shop2|log|false",
        "shop.*|shop|a.b|true",
        "*.log_?|crm|log_1|true",
        "*.log_?|crm|log_12|false",
        "a\\.b.c|a.b|c|true",
        "a.b.c|a|b.c|true",
        "a.b.c|a.b|c|false",
        "Shop.log|shop|log|false"
      })
  void bothSidesMustMatch(String pattern, String database, String table, boolean expected) {
    assertThat(TableGlob.parse(pattern).matches(database, table)).isEqualTo(expected);
  }

  @Test
  void matchesAsItsTwoSidesDo() {
    forAll(
        TRIES,
        TableGlobTest::name,
        TableGlobTest::name,
        (pattern, name) -> {
          TableGlob glob = TableGlob.parse(pattern.pattern().replace("\\*", "*"));
          assertThat(glob.matches(name.database(), name.table()))
              .isEqualTo(
                  glob.database().matches(name.database()) && glob.table().matches(name.table()));
          assertThat(TableGlob.parse(glob.toString())).isEqualTo(glob);
        });
  }

  @Test
  void aNameWrittenOutInFullIsThatTableAndNoOther() {
    forAll(
        TRIES,
        TableGlobTest::name,
        TableGlobTest::name,
        (name, other) -> {
          TableGlob glob = TableGlob.parse(name.pattern());
          assertThat(glob.matches(name.database(), name.table())).isTrue();
          assertThat(glob.matches(other.database(), other.table())).isEqualTo(other.equals(name));
        });
  }

  @Test
  void aListKeepsThemApart() {
    forAll(
        TRIES,
        draw -> draw.list(0, 8, TableGlobTest::name),
        names -> {
          List<TableGlob> globs =
              TableGlob.parseList(
                  names.stream().map(Name::pattern).collect(Collectors.joining(" , ")));
          assertThat(globs).hasSameSizeAs(names);
          for (int i = 0; i < globs.size(); i++) {
            assertThat(globs.get(i).database().plainName()).isEqualTo(names.get(i).database());
            assertThat(globs.get(i).table().plainName()).isEqualTo(names.get(i).table());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "shop.", ".log", "a\\.b", "."})
  void halfATableIsRefused(String text) {
    assertThatThrownBy(() -> TableGlob.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write database.table");
  }

  private static Name name(Draw draw) {
    return new Name(part(draw), part(draw));
  }

  /** No name ends with a blank: the servers refuse that. */
  private static String part(Draw draw) {
    return String.join("", draw.list(1, 3, d -> d.of(PIECES)));
  }
}
