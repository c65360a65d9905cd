package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeldStatisticsTest {

  @Test
  void fitsInnodbTablesWithoutAWishOfTheirOwn() {
    assertThat(HeldStatistics.fits(table("ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"))).isTrue();
    assertThat(HeldStatistics.fits(table("ENGINE=InnoDB STATS_AUTO_RECALC=1"))).isFalse();
    assertThat(HeldStatistics.fits(table("ENGINE=InnoDB WITH SYSTEM VERSIONING"))).isFalse();
    assertThat(HeldStatistics.fits(table("ENGINE=MyISAM"))).isFalse();
  }

  @Test
  void countsAfterRowsAndKeys() {
    assertThat(new LateKeys("d", "a`b", List.of(), List.of(), true).afterRows())
        .containsExactly(
            "ALTER TABLE `a``b` STATS_AUTO_RECALC=DEFAULT, ALGORITHM=INSTANT",
            "ANALYZE TABLE `a``b`");
    assertThat(new LateKeys("d", "a", List.of("ALTER …"), List.of(), true).afterRows())
        .containsExactly(
            "ALTER TABLE `a` STATS_AUTO_RECALC=DEFAULT, ALGORITHM=INSTANT",
            "ALTER …",
            "ANALYZE TABLE `a`");
    assertThat(new LateKeys("d", "a", List.of("ALTER …"), List.of(), false).afterRows())
        .containsExactly("ALTER …");
  }

  private static String table(String tail) {
    return "CREATE TABLE `t` (\n  `id` int NOT NULL\n) " + tail;
  }
}
