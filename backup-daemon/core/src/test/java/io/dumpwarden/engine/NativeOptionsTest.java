package io.dumpwarden.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.source.ObjectKind;
import org.junit.jupiter.api.Test;

class NativeOptionsTest {

  @Test
  void kindsAreLeftOutAsOthersReadItFromManifests() {
    NativeOptions options =
        NativeOptions.of(DumpOptionSet.parse("skip-triggers,events=off,lock-all-tables"), false);

    assertThat(options.has(ObjectKind.VIEW)).isTrue();
    assertThat(options.words())
        .containsExactly("--skip-events", "--skip-routines", "--skip-triggers");
    assertThat(options.lockAll()).isTrue();
    assertThat(options.dropped()).isEmpty();
  }

  @Test
  void whatHasNoEffectIsSaidUnlessItIsDoneAnyway() {
    NativeOptions options =
        NativeOptions.of(
            DumpOptionSet.parse("complete-insert,replace=off,insert-ignore,add-drop-database"),
            true);

    assertThat(options.dropped()).containsExactly("add-drop-database=on", "insert-ignore=on");
  }
}
