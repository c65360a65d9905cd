package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerLifeTest {

  private static final ServerLife BEFORE = new ServerLife("a", 100, seconds(5));

  @Test
  void knowsWhatGoesOn() {
    assertThat(new ServerLife("a", 160, seconds(65)).isThatOf(BEFORE)).isTrue();
    assertThat(new ServerLife("a", 159, seconds(66)).isThatOf(BEFORE)).isTrue();
  }

  @Test
  void knowsARestartAndAnotherServer() {
    assertThat(new ServerLife("a", 2, seconds(65)).isThatOf(BEFORE)).isFalse();
    assertThat(new ServerLife("a", 110, seconds(65)).isThatOf(BEFORE)).isFalse();
    assertThat(new ServerLife("b", 160, seconds(65)).isThatOf(BEFORE)).isFalse();
  }

  private static long seconds(long count) {
    return TimeUnit.SECONDS.toNanos(count);
  }
}
