package io.dumpwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script, in a checkout of its own with programs that only say how they were called.
 */
class LauncherTest {

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo "openjdk version \\"${FAKE_JAVA:-17.0.1}\\" 2026-01-01" >&2
        exit
      fi
      printf '%s\\n' "$@"
      """;
  private static final String MAVEN =
      """
      #!/bin/sh
      if [ "$1" = -v ]; then
        echo "Apache Maven ${FAKE_MAVEN:-3.8.7}"
        exit
      fi
      echo "$@" >>builds
      sleep "${FAKE_SECONDS:-0}"
      echo "what maven says"
      mkdir -p backup-daemon/app/target/lib
      touch backup-daemon/app/target/lib/core-1.jar
      touch backup-daemon/app/target/app-1.jar
      exit "${FAKE_EXIT:-0}"
      """;

  @TempDir private Path folder;

  private Path checkout;
  private Path programs;
  private Path source;

  /** How a launch ended. */
  private record Ended(int exit, String out, String err) {}

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectory(folder.resolve("a checkout"));
    programs = Files.createDirectory(folder.resolve("programs"));
    Files.copy(Path.of("../../dumpwarden"), checkout.resolve("dumpwarden"));
    Files.copy(
        Path.of("../../release/src/bin/java.sh"),
        Files.createDirectories(checkout.resolve("release/src/bin")).resolve("java.sh"));
    source =
        Files.writeString(
            Files.createDirectories(checkout.resolve("backup-daemon/app/src/main/java"))
                .resolve("Main.java"),
            "");
    Files.writeString(checkout.resolve("pom.xml"), "");
    program("java", JAVA);
    program("javac", "");
    program("mvn", MAVEN);
    for (String tool :
        List.of(
            "sed",
            "head",
            "find",
            "dirname",
            "readlink",
            "mkdir",
            "rm",
            "mv",
            "touch",
            "cat",
            "sleep",
            "tr")) {
      program(tool, "#!/bin/sh\nexec %s \"$@\"\n".formatted(whereIs(tool)));
    }
  }

  @Test
  void buildsOnceAndBecomesJava() throws Exception {
    Ended first = launch(Map.of(), "storage", "add", "--prefix", "a *");
    Ended second = launch(Map.of(), "version");

    assertThat(first.err())
        .isEqualTo("dumpwarden: building, this takes a few minutes the first time\n");
    assertThat(first.out().lines())
        .contains("-Xmx256m", "--enable-native-access=ALL-UNNAMED")
        .doesNotContain("--sun-misc-unsafe-memory-access=allow")
        .containsSubsequence("io.dumpwarden.app.command.Main", "storage", "add", "--prefix", "a *")
        .contains("%1$s/app-1.jar:%1$s/lib/core-1.jar:%1$s/lib/*".formatted(target()));
    assertThat(second).matches(ended -> ended.exit() == 0 && ended.err().isEmpty());
    assertThat(builds()).hasSize(1);
    assertThat(builds().get(0)).contains("package").contains("-DskipTests");
  }

  @Test
  void buildsAgainWhereASourceIsNewer() throws Exception {
    launch(Map.of(), "version");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    launch(Map.of(), "version");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Process one = start(Map.of("FAKE_SECONDS", "2"), "version");
    Process other = start(Map.of("FAKE_SECONDS", "2"), "version");

    assertThat(ended(one).exit()).isZero();
    assertThat(ended(other).exit()).isZero();
    assertThat(builds()).hasSize(1);
    assertThat(target().resolve("building")).doesNotExist();
  }

  @Test
  void takesOverTheLockOfADeadBuild() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(
        Files.createDirectories(target().resolve("building")).resolve("pid"), dead.pid() + "\n");

    assertThat(launch(Map.of(), "version").exit()).isZero();
  }

  @Test
  void showsWhyABuildFailedAndTriesAgainNextTime() throws Exception {
    Ended failed = launch(Map.of("FAKE_EXIT", "1"), "version");

    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err()).contains("what maven says").contains("the build failed, see above");
    assertThat(failed.out()).isEmpty();
    assertThat(launch(Map.of(), "version").exit()).isZero();
  }

  @Test
  void worksThroughALinkFromAnotherFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("dw"), Path.of("a checkout/dumpwarden"));
    Path second = Files.createSymbolicLink(programs.resolve("dw"), link);

    Ended ended = ended(start(second, Map.of(), "version"));

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains(target() + "/app-1.jar");
  }

  @Test
  void saysWhatIsMissingOrTooOld() throws Exception {
    assertThat(launch(Map.of("FAKE_JAVA", "11.0.2"), "version").err())
        .contains("is version 11: install a JDK of version 17 or later");
    assertThat(launch(Map.of("FAKE_MAVEN", "3.6.3"), "version").err())
        .contains("mvn is version 3.6: install Maven 3.8 or later");
    Files.delete(programs.resolve("mvn"));
    assertThat(launch(Map.of(), "version").err()).contains("there is no mvn");
    Files.delete(programs.resolve("javac"));
    assertThat(launch(Map.of(), "version").err()).contains("there is no javac, only java");
    Files.delete(programs.resolve("java"));
    Ended ended = launch(Map.of(), "version");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo("dumpwarden: there is no java: install a JDK of version 17 or later\n");
    assertThat(checkout.resolve("builds")).doesNotExist();
  }

  @Test
  void passesOptionsThatFitTheJava() throws Exception {
    Ended ended =
        launch(Map.of("FAKE_JAVA", "25", "DUMPWARDEN_JAVA_OPTS", "-Xmx1g -XX:+UseG1GC"), "version");

    assertThat(ended.out().lines())
        .contains("--sun-misc-unsafe-memory-access=allow")
        .containsSubsequence("-Xmx256m", "-Xmx1g", "-XX:+UseG1GC")
        .doesNotContain("-XX:+UseSerialGC");
  }

  private Path target() throws IOException {
    return checkout.toRealPath().resolve("backup-daemon/app/target");
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds"));
  }

  private Ended launch(Map<String, String> variables, String... arguments) throws Exception {
    return ended(start(variables, arguments));
  }

  private Process start(Map<String, String> variables, String... arguments) throws IOException {
    return start(checkout.resolve("dumpwarden"), variables, arguments);
  }

  private Process start(Path script, Map<String, String> variables, String... arguments)
      throws IOException {
    List<String> line = new java.util.ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(new HashMap<>(variables));
    builder.environment().put("PATH", programs.toString());
    return builder.start();
  }

  private static Ended ended(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(programs.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path whereIs(String tool) {
    return java.util.stream.Stream.of("/usr/bin", "/bin")
        .map(bin -> Path.of(bin, tool))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }
}
