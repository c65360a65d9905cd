package io.dumpwarden.dump;

import io.dumpwarden.pipeline.FrameCuts;
import io.dumpwarden.source.BinlogPosition;
import io.dumpwarden.source.DumpedObjects;
import io.dumpwarden.source.ObjectKind;
import io.dumpwarden.source.Unproven;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The passes of a dump, all of them at work: each waits until its output is read. */
final class RunningDump implements OpenDump {

  private final DumpRequest request;
  private final DumpPlan plan;
  private final List<RunningPass> passes;
  private final FrameCutter cutter;
  private final InputStream stream;

  /**
   * @param passes in the order of the stream; the last is the main one
   * @param cutter sees all of them
   */
  RunningDump(DumpRequest request, DumpPlan plan, List<RunningPass> passes, FrameCutter cutter) {
    this.cutter = cutter;
    this.request = request;
    this.plan = plan;
    this.passes = List.copyOf(passes);
    this.stream = passes.size() == 1 ? main().stream() : new PassesStream(passes);
  }

  @Override
  public InputStream stream() {
    return stream;
  }

  @Override
  public FrameCuts cuts() {
    return cutter;
  }

  @Override
  public DumpTool tool() {
    return DumpTool.of(plan.program());
  }

  @Override
  public List<String> warnings() {
    return plan.warnings();
  }

  @Override
  public List<Unproven> unproven() {
    return Unproven.in(request.databases(), request.server());
  }

  @Override
  public List<String> options() {
    return plan.main().allOptions();
  }

  @Override
  public String command() {
    return plan.command();
  }

  @Override
  public List<Long> pids() {
    return passes.stream().map(RunningPass::pid).toList();
  }

  @Override
  public void prove() {
    passes.forEach(RunningPass::prove);
  }

  @Override
  public Optional<BinlogPosition> position() {
    return main().scan().position(plan.exactPosition());
  }

  @Override
  public List<String> databases() {
    return passes.stream().flatMap(pass -> pass.scan().databases().stream()).distinct().toList();
  }

  @Override
  public DumpedObjects objects(String database) {
    Map<ObjectKind, List<String>> names = new EnumMap<>(ObjectKind.class);
    for (RunningPass pass : passes) {
      pass.scan()
          .objects(database)
          .names()
          .forEach(
              (kind, more) -> names.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(more));
    }
    return new DumpedObjects(database, names);
  }

  @Override
  public OptionalLong rows() {
    long rows = 0;
    for (RunningPass pass : passes) {
      OptionalLong more = pass.scan().rows();
      if (more.isEmpty()) {
        return OptionalLong.empty();
      }
      rows += more.getAsLong();
    }
    return OptionalLong.of(rows);
  }

  @Override
  public String messages() {
    return passes.stream().map(RunningPass::messages).collect(Collectors.joining());
  }

  @Override
  public void close() {
    passes.forEach(RunningPass::close);
  }

  private RunningPass main() {
    return passes.get(passes.size() - 1);
  }
}
