package io.dumpwarden.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.testing.Draw;
import io.dumpwarden.testing.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTextTest {

  private static final List<String> PIECES =
      List.of(
          "a",
          "`",
          "``",
          "'",
          "\"",
          "\\",
          "@",
          ".",
          "*",
          "%",
          "\\_",
          ",",
          " ",
          " ON ",
          " TO ",
          "(",
          ")",
          ";",
          "--",
          "\n",
          "\r",
          "\u2028",
          "ü",
          "漢",
          "\uD83D\uDE00",
          " WITH GRANT OPTION");

  private static final List<String> VERBS =
      List.of("GRANT ", "REVOKE ", "SET DEFAULT ROLE ", "", "GRANT", "DENY");

  @Test
  void readsGrantsOnAnyName() {
    Property.forAll(
        Property.TRIES,
        draw -> draw.list(4, 4, SqlTextTest::name),
        names -> {
          Account account = Account.of(names.get(2), names.get(3));
          String object = SqlText.name(names.get(0)) + "." + SqlText.name(names.get(1));
          String line =
              "GRANT SELECT (%s), DROP ON %s TO %s WITH GRANT OPTION"
                  .formatted(SqlText.name(names.get(3)), object, account.sql());

          GrantLine.Privileges grant = (GrantLine.Privileges) GrantLine.parse(line).orElseThrow();

          assertThat(grant.object().database()).isEqualTo(names.get(0));
          assertThat(grant.object().table()).isEqualTo(names.get(1));
          assertThat(grant.sql(account)).isEqualTo(line + ";");
        });
  }

  @Test
  void readsRolesOfAnyName() {
    Property.forAll(
        Property.TRIES,
        draw -> draw.list(2, 5, SqlTextTest::name),
        names -> {
          List<String> roles = names.stream().map(SqlText::name).toList();
          String holder = SqlText.name(names.get(0)) + "@`%`";

          GrantLine.Roles line =
              (GrantLine.Roles)
                  GrantLine.parse("GRANT " + String.join(",", roles) + " TO " + holder)
                      .orElseThrow();

          assertThat(line.roles()).isEqualTo(roles);
          assertThat(line.holder()).isEqualTo(holder);
          assertThat(line.admin()).isFalse();
        });
  }

  @Test
  void noTextGetsOutOfALiteralOrAComment() {
    Property.forAll(
        Property.TRIES,
        SqlTextTest::name,
        text -> {
          assertThat(SqlText.find(SqlText.literal(text) + "#", "#", 0))
              .isEqualTo(SqlText.literal(text).length());
          assertThat(SqlText.comment(text).split("[\n\r\u2028]"))
              .allMatch(line -> line.startsWith("-- "));
        });
  }

  @Test
  void readsAnyLine() {
    Property.forAll(
        Property.TRIES,
        draw -> draw.of(VERBS) + draw.joined(8, PIECES),
        line ->
            assertThat(GrantLine.parse(line))
                .isPresent()
                .get()
                .isInstanceOfAny(
                    GrantLine.Unknown.class,
                    GrantLine.Roles.class,
                    GrantLine.Privileges.class,
                    GrantLine.DefaultRole.class));
    assertThat(GrantLine.parse("GRANT SEE ON FLEET `a`.`b`.`c` TO `u`@`%`").orElseThrow())
        .isInstanceOf(GrantLine.Unknown.class);
    assertThat(GrantLine.parse("DENY SEE ON *.* TO `u`@`%`").orElseThrow())
        .isInstanceOf(GrantLine.Unknown.class);
  }

  private static String name(Draw draw) {
    return draw.joined(6, PIECES) + "n";
  }
}
