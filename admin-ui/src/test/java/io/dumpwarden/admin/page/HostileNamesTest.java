package io.dumpwarden.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.Role;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.drill.DrillStatus;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.restore.RestorePhase;
import io.dumpwarden.restore.RestoreStatus;
import io.dumpwarden.run.RunStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever names the history carries, pages show them as text, and their links lead on. */
class HostileNamesTest {

  private final PageServer pages = PageServer.shared().as(Role.ADMIN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"onmouseover=\"x",
        "'; DROP TABLE backup; --",
        "\uD83D\uDC2C dolphin",
        "../../etc/passwd",
        "--defaults-file=x",
        "a?b&c=d#e%2f",
        "${7*7} @if(true)",
        "javascript:alert(1)"
      })
  void areShownAsText(String name) {
    SampleHistory sample = new SampleHistory(pages.store).server(name).schedule(name).message(name);
    Backup backup = sample.good(name, "disk");
    SampleWork work = new SampleWork(pages.store);
    String run = work.run(name, name, RunStatus.FAILED, name).id();
    String active = work.run(name + "2", name, RunStatus.RUNNING, null).id();
    String drill = work.drill(backup.id(), name, name, DrillStatus.FAILED).id();
    String restore =
        work.restore(
                backup.id(),
                Existing.REPLACE,
                new SampleWork.State(RestoreStatus.FAILED, RestorePhase.LOADING, name, name))
            .id();
    String query = PageServer.encoded(name);

    Stream.of(
            "/backups?text=x&server=" + query + "&database=" + query + "&schedule=" + query,
            "/backups?server=" + query,
            "/backups/" + backup.id(),
            "/backups/" + backup.id() + "/delete?force=true",
            "/runs?server=" + query,
            "/runs/" + run,
            "/runs/" + active,
            "/runs-at-work",
            "/drills?server=" + query,
            "/drills/" + drill,
            "/restores?backup=" + backup.id(),
            "/restores/" + restore,
            "/restores/new?server=" + query,
            "/restores/new?backup=" + backup.id() + "&tables=" + query,
            "/restores/new?step=where&backup=" + backup.id() + "&ticket=" + query,
            "/restores/new?step=plan&to=shop2&backup=" + backup.id() + "&ticket=" + query)
        .forEach(path -> harmless(path, pages.page(path)));
    assertThat(pages.page("/backups?server=" + query)).contains(backup.id());
    assertThat(pages.page("/runs?server=" + query)).contains(run);
    assertThat(pages.page("/drills?server=" + query)).contains(drill);
  }

  private static void harmless(String path, String html) {
    assertThat(html)
        .as(path)
        .doesNotContain("<script>alert", "href=\"javascript:", ">49 ")
        .doesNotContainPattern("<[^<>]*\"onmouseover=");
    List<String> scripts =
        html.lines().filter(line -> line.contains("<script")).map(String::strip).toList();
    assertThat(scripts).as(path).allSatisfy(line -> assertThat(line).startsWith("<script src="));
    assertThat(html).as(path).doesNotContain(" style=", " onclick=");
  }
}
