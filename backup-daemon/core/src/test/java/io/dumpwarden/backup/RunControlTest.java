package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunControlTest {

  private final RunControl control = new RunControl(Thread.currentThread());

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void theFirstReasonCountsAndClosesWhatIsHeld() {
    List<String> closed = new ArrayList<>();
    control.hold(() -> closed.add("held"));
    control.hold(() -> closed.add("released")).run();

    control.end(ErrorCode.TIMEOUT, "too long");
    control.end(ErrorCode.CANCELLED, "too late");
    control.hold(() -> closed.add("after"));

    assertThat(closed).containsExactly("held", "after");
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(control::throwIfEnded)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
  }

  @Test
  void whatIsShieldedIsInterruptedAfterwards() {
    Thread.currentThread().interrupt();

    control.shielded(
        () -> {
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
          control.end(ErrorCode.CANCELLED, "meanwhile");
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void afterTheEndNobodyIsInterrupted() {
    control.finish();

    control.end(ErrorCode.CANCELLED, "too late");

    assertThat(Thread.interrupted()).isFalse();
  }
}
