package io.dumpwarden.dump;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;

/** Dumps with mariadb-dump or mysqldump, as SQL that creates the databases and fills them. */
public final class MysqldumpEngine implements DumpEngine {

  private final DumpPlanner planner;

  public MysqldumpEngine(DumpTools tools) {
    this.planner = new DumpPlanner(tools);
  }

  @Override
  public String name() {
    return "mysqldump";
  }

  @Override
  public OpenDump open(DumpRequest request) {
    request.databases().forEach(MysqldumpEngine::refuseControlCharacters);
    DumpPlan plan = planner.plan(request);
    List<String> tls = ClientTls.lines(plan.program(), request.login());
    FrameCutter cutter = new FrameCutter();
    LinkedList<RunningPass> running = new LinkedList<>();
    try {
      List<DumpPass> passes = new ArrayList<>(plan.passes());
      Collections.reverse(passes);
      for (DumpPass pass : passes) {
        // The main pass begins first: its snapshot is the dump's.
        running.addFirst(start(plan.program(), tls, pass, request, cutter));
      }
      return new RunningDump(request, plan, running, cutter);
    } catch (IOException e) {
      running.forEach(RunningPass::close);
      throw new DumpwardenException(
          ErrorCode.DUMP_FAILED,
          "%s cannot be started: %s".formatted(plan.program().path(), e.getMessage()),
          e);
    }
  }

  @Override
  public DumpPreview preview(DumpRequest request) {
    DumpPlan plan = planner.plan(request);
    return new DumpPreview(
        DumpTool.of(plan.program()), plan.command(), plan.main().allOptions(), plan.dropped());
  }

  private static RunningPass start(
      ClientProgram program,
      List<String> tls,
      DumpPass pass,
      DumpRequest request,
      FrameCutter cutter)
      throws IOException {
    DefaultsFile credentials =
        DefaultsFile.create(request.temporaryFolder(), request.login(), tls, pass.fileLines());
    List<String> command = new ArrayList<>();
    command.add(program.path().toAbsolutePath().toString());
    command.add(credentials.argument());
    command.addAll(pass.arguments());
    String subject =
        "the dump of %s from %s by %s"
            .formatted(
                String.join(", ", pass.databases()), request.login().address(), program.describe());
    try {
      ToolProcess process = ToolProcess.reading(command, request.login().password());
      InputStream sql =
          program.flavor() == Flavor.MYSQL
              ? new LoggedRestoreStream(process.output())
              : process.output();
      return new RunningPass(subject, process, sql, new DumpScan(cutter), credentials);
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
}
