package io.dumpwarden.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.notify.Notice.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StorageProblemsTest {

  private static final long GIB = 1L << 30;

  @Test
  void fewDaysOrBytesAreAProblem() {
    assertThat(find(100 * GIB, 6L)).map(FoundProblem::severity).contains(Severity.WARNING);
    assertThat(find(100 * GIB, 1L)).map(FoundProblem::severity).contains(Severity.CRITICAL);
    assertThat(find(GIB - 1, null)).map(FoundProblem::settled).contains(true);
    assertThat(find(100 * GIB, 10L)).isEmpty();
    assertThat(find(100 * GIB, null)).isEmpty();
  }

  @Test
  void betweenLowAndWellItStaysAsItWas() {
    assertThat(find(100 * GIB, 8L)).map(FoundProblem::settled).contains(false);
    assertThat(find(GIB + 1, null)).map(FoundProblem::settled).contains(false);
    assertThat(find(null, null)).as("nobody knows").map(FoundProblem::settled).contains(false);
  }

  private static Optional<FoundProblem> find(@Nullable Long free, @Nullable Long days) {
    return StorageProblems.find(Looks.use(free, days));
  }
}
