package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTextTest {

  @Test
  void knowsWhatConcernsALoad() {
    assertThat(SqlText.of("USE `a``b`").used()).contains("a`b");
    assertThat(SqlText.of("CREATE TABLE `t``x` (\n `id` int").createdTable()).contains("t`x");
    assertThat(SqlText.of("/*!50001 CREATE TABLE `v` (").createdTable()).isEmpty();
    assertThat(SqlText.of("/*!40101 SET NAMES utf8mb4 */").isSetting()).isTrue();
    assertThat(SqlText.of("SETTLE").isSetting()).isFalse();
  }

  @Test
  void letsOnlyPlainSettingsOfTheSessionStandInFrontOfRows() {
    for (String session : List.of("SESSION", "session")) {
      String setting = "/*M!101100 SET @@%s.system_versioning_insert_history=1 */";
      assertThat(SqlText.of(setting.formatted(session)).isPlainSetting()).isTrue();
    }
    assertThat(SqlText.of("SET GLOBAL read_only=1").isPlainSetting()).isFalse();
    assertThat(SqlText.of("SET @@session.a=1, GLOBAL b=2").isPlainSetting()).isFalse();
  }

  @Test
  void showsNoMoreThanItsBeginning() {
    assertThat(SqlText.of("x".repeat(5_000)).shown()).hasSize(201);
  }

  @Test
  void showsNoRows() {
    assertThat(shown("INSERT INTO `t``(1)` (`a`,`VALUES`) VALUES\n(1,'secret')"))
        .isEqualTo("INSERT INTO `t``(1)` (`a`,`VALUES`) VALUES…");
    assertThat(shown("insert into t values (1,'secret')")).isEqualTo("insert into t values…");
    assertThat(shown("REPLACE INTO `d`.`t` VALUES ('secret')"))
        .isEqualTo("REPLACE INTO `d`.`t` VALUES…");
    assertThat(shown("UPDATE t SET a = 'secret'")).isEqualTo("UPDATE t SET a…");
    assertThat(shown("(1,'secret')")).isEqualTo("…");
    assertThat(shown("'secret'),")).isEqualTo("…");
    assertThat(shown("ALTER TABLE `t` ADD KEY `k` (`a`)"))
        .isEqualTo("ALTER TABLE `t` ADD KEY `k` (`a`)");
  }

  private static String shown(String sql) {
    return new RawQuery(SqlText.of(sql), wire -> {}).description();
  }
}
