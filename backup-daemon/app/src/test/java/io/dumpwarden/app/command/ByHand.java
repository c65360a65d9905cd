package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.SourceEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Restores as an administrator does without Dumpwarden, by stock programs in a row. */
final class ByHand {

  private ByHand() {}

  /**
   * Decrypts, decompresses and loads a file.
   *
   * @return what the client says where it refuses; else nothing
   */
  static String load(Path file, Packing packing, Sealing sealing, SourceEngine into)
      throws Exception {
    Path packed = sealing.open(file);
    Path sql = packed.resolveSibling(packed.getFileName() + ".unpacked");
    run(packing.unpacks(), packed, sql);
    try {
      return said(client(into), sql, sql.resolveSibling("printed"), into.rootPassword());
    } finally {
      Files.delete(sql);
    }
  }

  private static List<String> client(SourceEngine into) {
    boolean mariadb = into.flavor().equals("mariadb");
    String program = mariadb ? "mariadb" : "mysql";
    return List.of(
        into.toolFolders().get(0).resolve(program).toString(),
        "--no-defaults",
        "--host=" + into.host(),
        "--port=" + into.port(),
        "--user=" + into.rootUser(),
        mariadb ? "--skip-ssl" : "--get-server-public-key",
        "--max-allowed-packet=128M",
        "--comments",
        "--binary-mode");
  }

  /** Runs what has to succeed. */
  static void run(List<String> command, Path in, Path out) throws Exception {
    assertThat(said(command, in, out, "")).as(command.toString()).isEmpty();
  }

  private static String said(List<String> command, Path in, Path out, String password)
      throws Exception {
    Path said = Files.createTempFile("by-hand", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(said.toFile());
    builder.environment().put("MYSQL_PWD", password);
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(command.toString()).isTrue();
    String text = Files.readString(said);
    Files.delete(said);
    return process.exitValue() == 0 ? "" : command.get(0) + ": " + text;
  }
}
