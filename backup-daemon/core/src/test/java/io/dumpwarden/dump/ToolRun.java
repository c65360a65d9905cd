package io.dumpwarden.dump;

import io.dumpwarden.config.DumpOptionSet;
import io.dumpwarden.config.Flavor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One run of a real dump program with the usual options and further ones. */
record ToolRun(int exitCode, byte[] sql, String messages) {

  /** What a program is asked for. */
  record Wish(ClientProgram program, Source source, List<String> options, List<String> databases) {}

  static ToolRun of(Wish wish, Path folder) throws IOException, InterruptedException {
    List<String> tls = ClientTls.lines(wish.program(), wish.source().login());
    try (DefaultsFile credentials = DefaultsFile.create(folder, wish.source().login(), tls);
        ToolProcess process =
            ToolProcess.reading(
                command(wish, credentials.argument()), wish.source().login().password())) {
      byte[] sql = process.output().readAllBytes();
      int exitCode = process.exitCode(Duration.ofSeconds(30)).orElseThrow();
      return new ToolRun(exitCode, sql, process.messages());
    }
  }

  /** Every dump program that the machine has for a server, its own first. */
  static List<ClientProgram> programs(Source source) {
    Flavor flavor = source.login().flavor();
    return source.finder(Path.of("/usr/bin")).find("mariadb-dump", "mysqldump").stream()
        .filter(program -> program.flavor() == flavor)
        .toList();
  }

  boolean isComplete() {
    String text = new String(sql, StandardCharsets.ISO_8859_1);
    return exitCode == 0 && text.lastIndexOf(EndMarkerStream.MARKER) > text.length() - 100;
  }

  /** What the scan makes of it, seen in pieces of this size. */
  DumpScan scan(int piece) {
    DumpScan scan = new DumpScan();
    for (int at = 0; at < sql.length; at += piece) {
      scan.see(sql, at, Math.min(piece, sql.length - at));
    }
    return scan;
  }

  private static List<String> command(Wish wish, String credentials) {
    List<String> command = new ArrayList<>();
    command.add(wish.program().path().toString());
    command.add(credentials);
    command.addAll(
        DumpOptions.of(new ToolOptionsFinder().of(wish.program()), DumpOptionSet.NONE).arguments());
    command.addAll(wish.options());
    command.addAll(List.of("--databases", "--"));
    command.addAll(wish.databases());
    return command;
  }
}
