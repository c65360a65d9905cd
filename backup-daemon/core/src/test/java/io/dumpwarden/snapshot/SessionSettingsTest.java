package io.dumpwarden.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.Version;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it changes the process's locale")
class SessionSettingsTest {

  @Test
  void areSqlWhateverTheLocale() {
    Locale before = Locale.getDefault();
    ServerFacts server =
        new ServerFacts(
            Flavor.MARIADB, "11.4.5-MariaDB", new Version(11, 4, 5), true, Grants.ofEverything());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(
              Stream.concat(
                  SessionSettings.ofReader(server, Duration.ofSeconds(5)).stream(),
                  SessionSettings.ofLocker(server, Duration.ofSeconds(7), Duration.ofSeconds(9))
                      .stream()))
          .allMatch(sql -> sql.chars().allMatch(c -> c < 128))
          .anyMatch(sql -> sql.contains("lock_wait_timeout = 60"))
          .anyMatch(sql -> sql.contains("lock_wait_timeout = 7, wait_timeout = 9"));
    } finally {
      Locale.setDefault(before);
    }
  }
}
