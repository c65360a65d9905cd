package io.dumpwarden.dump;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.Unproven;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Dumps with mariadb-dump or mysqldump, as SQL that creates the database and fills it. */
public final class MysqldumpEngine implements DumpEngine {

  private final DumpTools tools;

  public MysqldumpEngine(DumpTools tools) {
    this.tools = tools;
  }

  @Override
  public String name() {
    return "mysqldump";
  }

  @Override
  public OpenDump open(DumpRequest request) {
    request.databases().forEach(MysqldumpEngine::refuseControlCharacters);
    ToolChoice choice =
        withWarnings(tools.choose(request.server(), request.inventories()), request);
    ClientProgram program = choice.program();
    List<String> tls = ClientTls.lines(program, request.login());
    List<String> options = DumpOptions.of(program);
    try {
      DefaultsFile credentials =
          DefaultsFile.create(request.temporaryFolder(), request.login(), tls);
      ToolProcess process = start(program, credentials, options, request);
      return new RunningDump(request, choice, options, process, credentials);
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.DUMP_FAILED,
          "%s cannot be started: %s".formatted(program.path(), e.getMessage()),
          e);
    }
  }

  private static ToolProcess start(
      ClientProgram program, DefaultsFile credentials, List<String> options, DumpRequest request)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.path().toAbsolutePath().toString());
    command.add(credentials.argument());
    command.addAll(options);
    // Behind the two dashes a name is a name, whatever it begins with.
    command.addAll(List.of("--databases", "--"));
    command.addAll(request.databases());
    try {
      return ToolProcess.reading(command, request.login().password());
    } catch (IOException e) {
      credentials.close();
      throw e;
    }
  }

  /** Line breaks in a name would put it outside the comments that dumps write around it. */
  private static void refuseControlCharacters(String database) {
    if (database.chars().anyMatch(Character::isISOControl)) {
      throw new DumpwardenException(
          ErrorCode.CONFIG_INVALID,
          "a database name with control characters cannot be dumped safely: rename or exclude it: "
              + database.replaceAll("\\p{Cntrl}", "?"));
    }
  }

  /** What the program's choice costs, and what no program could do better. */
  private static ToolChoice withWarnings(ToolChoice choice, DumpRequest request) {
    List<String> warnings = new ArrayList<>(choice.warnings());
    for (Inventory inventory : request.inventories()) {
      List<String> outside = inventory.nonTransactionalTables();
      if (!outside.isEmpty()) {
        warnings.add(
            "not covered by the consistent snapshot, since their engine has no transactions: %s of %s"
                .formatted(String.join(", ", outside), inventory.database()));
      }
      Unproven.in(inventory.database(), request.server()).stream()
          .map(Unproven::warning)
          .forEach(warnings::add);
    }
    return new ToolChoice(choice.program(), List.copyOf(warnings));
  }
}
