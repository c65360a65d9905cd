package io.dumpwarden.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Flavor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRANT SELECT, EVENT ON *.* TO `b`@`%` IDENTIFIED BY PASSWORD '*00' WITH GRANT OPTION",
        "GRANT ALL PRIVILEGES ON `my_shop`.* TO 'b'@'%'",
        "GRANT EVENT ON `my\\_shop`.* TO `b`@`%`",
        "GRANT EVENT ON \"my_shop\".* TO \"b\"@\"%\"",
        "GRANT EVENT ON my_shop.* TO b@%",
        "GRANT EVENT ON `my%`.* TO `a role`"
      })
  void provesWhatALineSays(String line) {
    assertThat(grants(line).holds("EVENT", "my_shop")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRANT USAGE ON *.* TO `b`@`%`",
        "GRANT EVENT ON `my\\_shop2`.* TO `b`@`%`",
        "GRANT EVENT ON `my\\%`.* TO `b`@`%`",
        "GRANT EVENT ON `my_shop`.`t` TO `b`@`%`",
        "GRANT SELECT (`a`, `x EVENT ON *.* TO y`) ON `my_shop`.`t` TO `b`@`%`",
        "GRANT `EVENT ON *.* TO`@`%` TO `b`@`%`",
        "GRANT PROXY ON ''@'%' TO 'b'@'%' WITH GRANT OPTION",
        "GRANT EXECUTE ON PROCEDURE `my_shop`.`EVENT` TO `b`@`%`"
      })
  void provesNoMoreThanALineSays(String line) {
    assertThat(grants(line).holds("EVENT", "my_shop")).isFalse();
  }

  @Test
  void heedsTheGrantThatTheServerHeeds() {
    Grants masked =
        grants("GRANT EVENT ON `my%`.* TO `b`@`%`", "GRANT SELECT ON `my\\_shop`.* TO `b`@`%`");

    assertThat(masked.holds("EVENT", "my_shop")).isFalse();
    assertThat(masked.holds("EVENT", "my_crm")).isTrue();
    assertThat(masked.scope("my_shop")).isEqualTo("my\\_shop");
    assertThat(masked.scope("my_crm")).isEqualTo("my%");
    assertThat(masked.scope("a_b")).isEqualTo("a\\_b");
  }

  @Test
  void addsWhatRolesGive() {
    Grants grants =
        grants("GRANT SELECT ON `shop`.* TO `b`@`%`", "GRANT EVENT ON `shop`.* TO `watcher`");

    assertThat(grants.holds("SELECT", "shop")).isTrue();
    assertThat(grants.holds("EVENT", "shop")).isTrue();
  }

  @Test
  void takesAwayWhatIsRevokedFromEverything() {
    Grants grants =
        Grants.of(
            "'b'@'%'",
            List.of(
                "GRANT SELECT, EVENT ON *.* TO `b`@`%`",
                "REVOKE SELECT ON `a_shop`.* FROM `b`@`%`"),
            true);

    assertThat(grants.holds("SELECT", "a_shop")).isFalse();
    assertThat(grants.holds("SELECT", "b_shop")).isTrue();
    assertThat(grants.holds("EVENT", "a_shop")).isTrue();
    assertThat(grants.holdsEverywhere("SELECT")).isFalse();
    assertThat(grants.holdsEverywhere("EVENT")).isTrue();
  }

  @Test
  void namesTheStatementForEachRelease() {
    assertThat(remedy(Flavor.MARIADB, 10, 6, 5))
        .isEqualTo("GRANT SELECT ON mysql.proc TO 'b'@'%';");
    assertThat(remedy(Flavor.MARIADB, 11, 4, 5))
        .isEqualTo("GRANT SHOW CREATE ROUTINE ON `shop`.* TO 'b'@'%';");
    assertThat(remedy(Flavor.MYSQL, 5, 7, 40)).isEqualTo("GRANT SELECT ON mysql.proc TO 'b'@'%';");
    assertThat(remedy(Flavor.MYSQL, 8, 0, 19)).isEqualTo("GRANT SELECT ON *.* TO 'b'@'%';");
    assertThat(remedy(Flavor.MYSQL, 8, 0, 20)).isEqualTo("GRANT SHOW_ROUTINE ON *.* TO 'b'@'%';");
  }

  private static String remedy(Flavor flavor, int major, int minor, int patch) {
    Grants grants = grants("GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `shop`.* TO `b`@`%`");
    ServerFacts facts =
        new ServerFacts(flavor, "", new Version(major, minor, patch), false, grants);
    List<Unproven> unproven = Unproven.in("shop", facts);
    assertThat(unproven).hasSize(1);
    return unproven.get(0).remedy();
  }

  private static Grants grants(String... lines) {
    return Grants.of("'b'@'%'", List.of(lines), false);
  }
}
