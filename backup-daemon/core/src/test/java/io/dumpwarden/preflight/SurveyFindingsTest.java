package io.dumpwarden.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.source.BrokenView;
import io.dumpwarden.source.Grants;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.source.Version;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurveyFindingsTest {

  private static final ServerFacts SERVER =
      new ServerFacts(
          Flavor.MARIADB, "11.4.5", new Version(11, 4, 5), false, Grants.ofEverything());

  @Test
  void aDatabasesBrokenViewsAreNamedWithWhatIsWrong() {
    List<Finding> findings =
        SurveyFindings.of(
            new Survey(
                SERVER,
                List.of(Inventory.empty("shop"), Inventory.empty("crm")),
                List.of(new BrokenView("shop", "torn", "", "table gone is missing")),
                false));

    assertThat(Visited.lines(findings, "database shop"))
        .singleElement()
        .asString()
        .startsWith(
            "warning broken views, which a dump leaves out: torn (table gone is missing) | mend");
    assertThat(Visited.lines(findings, "database crm")).isEmpty();
  }

  @Test
  void tenThousandTablesMakeOneLine() {
    List<TableFacts> tables =
        IntStream.range(0, 10_000)
            .mapToObj(
                i -> new TableFacts("t" + i, "InnoDB", 0, 0, false, false, false, List.of(), false))
            .toList();
    List<String> none = List.of();
    Inventory many = new Inventory("shop", "", "", tables, none, none, none, none, none);

    List<Finding> findings = SurveyFindings.of(new Survey(SERVER, List.of(many), List.of(), false));

    assertThat(Visited.lines(findings, "database shop"))
        .singleElement()
        .asString()
        .contains("t0, t1, t2, t3, t4, t5, t6, t7, t8, t9 and 9990 more");
  }
}
