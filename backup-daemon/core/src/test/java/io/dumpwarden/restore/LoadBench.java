package io.dumpwarden.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.load.LoadListener;
import io.dumpwarden.load.LoadWishes;
import io.dumpwarden.load.ParallelLoad;
import io.dumpwarden.origin.FileSource;
import io.dumpwarden.run.RunControl;
import io.dumpwarden.source.ServerConnector;
import io.dumpwarden.verify.FrameReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stock client's load of a dump against a parallel one, in alternating pairs, with the processor
 * time of the server and of whoever feeds it: no build runs it.
 */
class LoadBench {

  private static final String TABLES =
      "CHECKSUM TABLE load_bench.narrow, load_bench.keyed, load_bench.texts";
  private static final double TICKS = 100;

  private record Pass(double seconds, double server, double feeder) {}

  private final int pairs = Integer.getInteger("bench.pairs", 3);
  private final int megabytes = Integer.getInteger("bench.megabytes", 300);
  private final int connections = Integer.getInteger("bench.connections", 2);

  @TempDir Path folder;

  @Test
  void compare() throws Exception {
    String[] options = {
      "--innodb-buffer-pool-size=1G", "--innodb-log-file-size=512M", "--skip-log-bin"
    };
    try (SourceEngine engine = Engines.throwaway(TestEngine.MARIADB_11_4, options)) {
      Source server = Source.of(engine);
      fill(server);
      FileSource file = NativeFile.of(server, folder, "load_bench");
      Path path = folder.resolve("native.sql.zst");
      List<String> before = Rows.of(server, TABLES);
      System.out.printf(
          "%d MB of SQL, %d MB stored, %d frames%n",
          file.rawBytes() >> 20,
          Files.size(path) >> 20,
          file.frames().orElseThrow().frames().size());
      for (int pair = 0; pair < pairs; pair++) {
        Pass stock = pass(server, () -> stock(server, path));
        assertThat(Rows.of(server, TABLES)).isEqualTo(before);
        Pass parallel = pass(server, () -> parallel(server, file));
        assertThat(Rows.of(server, TABLES)).isEqualTo(before);
        System.out.printf(
            "stock %s, parallel %s: seconds %.3f, server's cpu %.3f%n",
            stock, parallel, parallel.seconds / stock.seconds, parallel.server / stock.server);
      }
    }
  }

  private interface Step {
    double run() throws Exception;
  }

  private static Pass pass(Source server, Step step) throws Exception {
    server.execute("DROP DATABASE load_bench");
    double cpu = serverCpu(server);
    long begin = System.nanoTime();
    double feeder = step.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Pass(seconds, serverCpu(server) - cpu, feeder);
  }

  private double parallel(Source server, FileSource file) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long before = system.getProcessCpuTime();
    FrameReader reader = file.frames().orElseThrow();
    new ParallelLoad(
            new ParallelLoad.Surroundings(
                new ServerConnector(Duration.ZERO),
                server.login(),
                new RunControl(Thread.currentThread()),
                LoadListener.UNHEARD),
            reader::open,
            LoadWishes.plain(connections, "bench"))
        .run(reader.frames());
    return (system.getProcessCpuTime() - before) / 1e9;
  }

  private double stock(Source server, Path path) throws Exception {
    Path client = folder.resolve("client.cnf");
    Files.writeString(
        client,
        "[client]\nhost=%s\nport=%d\nuser=%s\npassword=\"%s\"\nskip-ssl\n"
            .formatted(
                server.login().host(),
                server.login().port(),
                server.login().user(),
                server.login().password().reveal()));
    String program = "" + server.finder().find("mariadb").get(0).path();
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "set -eo pipefail; zstd -q -dc %s | %s --defaults-file=%s; times"
                    .formatted(path, program, client))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    String[] words = said.strip().split("\\s+");
    return seconds(words[words.length - 2]) + seconds(words[words.length - 1]);
  }

  private static double seconds(String time) {
    int minute = time.indexOf('m');
    return 60 * Double.parseDouble(time.substring(0, minute))
        + Double.parseDouble(time.substring(minute + 1, time.length() - 1));
  }

  private static double serverCpu(Source server) throws Exception {
    String pidFile = Rows.of(server, "SELECT @@pid_file").get(0);
    String dataDir = Rows.of(server, "SELECT @@datadir").get(0);
    String pid = Files.readString(Path.of(dataDir).resolve(pidFile)).strip();
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(words[11]) + Long.parseLong(words[12])) / TICKS;
  }

  private void fill(Source server) throws Exception {
    server.fresh("load_bench");
    long thousands = megabytes * 1000L / 3;
    List<String> statements = new ArrayList<>();
    statements.add("USE load_bench");
    statements.add("SET unique_checks=0, foreign_key_checks=0");
    statements.add(
        "CREATE TABLE narrow (id BIGINT PRIMARY KEY AUTO_INCREMENT, a INT, b INT, c DATETIME)");
    statements.add(
        "CREATE TABLE keyed (id INT PRIMARY KEY, name VARCHAR(60), code CHAR(12), n INT,"
            + " at DATETIME(6), KEY (name), KEY (code), KEY (n, at))");
    statements.add(
        "CREATE TABLE texts (id INT PRIMARY KEY, body TEXT, extra JSON, KEY (body(20)))");
    statements.add(
        "INSERT INTO narrow SELECT seq, seq MOD 1000, (seq * 7919) MOD 1000003,"
            + " '2020-01-01' + INTERVAL seq SECOND FROM seq_1_to_"
            + thousands * 1000 / 55);
    statements.add(
        "INSERT INTO keyed SELECT seq, CONCAT(MD5(seq), ' name'), LEFT(MD5(seq * 31), 12),"
            + " (seq * 104729) MOD 1000003, '2021-01-01' + INTERVAL seq SECOND"
            + " FROM seq_1_to_"
            + thousands * 1000 / 110);
    statements.add(
        "INSERT INTO texts SELECT seq, REPEAT(CONCAT(MD5(seq), ' '), 20),"
            + " JSON_OBJECT('id', seq, 'tag', MD5(seq + 1)) FROM seq_1_to_"
            + thousands * 1000 / 750);
    server.execute(statements.toArray(String[]::new));
  }
}
