package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> KNOWN = List.of("bucket", "prefix", "region", "endpoint");

  @Test
  void theWordWithTheFewestChangesIsMeant() {
    assertThat(Nearest.to("bukcet", KNOWN)).contains("bucket");
    assertThat(Nearest.to("Regions", KNOWN)).contains("region");
    assertThat(Nearest.to("endpoin", KNOWN)).contains("endpoint");
  }

  @Test
  void nothingIsMeantByAWordThatIsLikeNone() {
    assertThat(Nearest.to("zzzzzz", KNOWN)).isEmpty();
  }
}
