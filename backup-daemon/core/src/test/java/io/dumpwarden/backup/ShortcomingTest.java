package io.dumpwarden.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.error.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortcomingTest {

  @Test
  void statementsAndTheSentencesBehindThemAreJoinedByOneSemicolon() {
    List<Shortcoming> shortcomings =
        List.of(
            new Shortcoming(ErrorCode.OBJECTS_UNPROVEN, "run GRANT EVENT ON `a;`.* TO 'b'@'%';"),
            new Shortcoming(ErrorCode.OBJECTS_UNPROVEN, "run GRANT TRIGGER ON a.* TO 'b'@'%';"));

    assertThat(Shortcoming.describe(shortcomings))
        .isEqualTo("run GRANT EVENT ON `a;`.* TO 'b'@'%'; run GRANT TRIGGER ON a.* TO 'b'@'%';");
  }
}
