package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LoadFailureTest {

  @Test
  void bytesThatDoNotComeSayNothingOfTheBackup() {
    DumpwardenException e =
        LoadFailure.unreadable(new IOException("connection reset"), "the rows of `a`.`b`");

    assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
    assertThat(e).hasMessage("the rows of `a`.`b` cannot be read: connection reset");
    assertThat(e.hint()).contains("--resume");
  }
}
