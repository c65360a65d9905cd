package io.dumpwarden.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dumpwarden.report.DrillLine;
import io.dumpwarden.report.EvidenceReport;
import io.dumpwarden.report.RecoveryLine;
import io.dumpwarden.report.RetentionLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The evidence report as JSON, written as it is read: the names are a contract. */
public final class ReportJson {

  private final JsonGenerator json;

  private ReportJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes it; closing the generator, which this does, ends what it writes to. */
  public static void write(EvidenceReport report, JsonGenerator generator) throws IOException {
    try (generator) {
      new ReportJson(generator).all(report);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void all(EvidenceReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("from", report.scope().from().toString());
    json.writeStringField("to", report.scope().to().toString());
    json.writeStringField("server", report.scope().server());
    json.writeStringField("madeAt", report.madeAt().toString());
    list("backups", report.backups());
    streamed("failures", report::forEachFailure);
    list("verifications", report.verifications());
    streamed("drills", sink -> report.forEachDrill(line -> sink.accept(drill(line))));
    list("recoveryTimes", report.recoveries().stream().map(ReportJson::recovery).toList());
    list("retention", report.retention().stream().map(ReportJson::retention).toList());
    list("copies", report.copies());
    json.writeEndObject();
  }

  private void list(String name, Collection<?> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (Object value : List.copyOf(values)) {
      json.writePOJO(value);
    }
    json.writeEndArray();
  }

  private <T> void streamed(String name, Consumer<Consumer<T>> source) throws IOException {
    json.writeArrayFieldStart(name);
    source.accept(
        value -> {
          try {
            json.writePOJO(value);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    json.writeEndArray();
  }

  private static Map<String, @Nullable Object> drill(DrillLine line) {
    DrillView drill = DrillView.of(line.drill());
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", drill.id());
    fields.put("backup", drill.backup());
    fields.put("server", drill.server());
    fields.put("scope", drill.scope());
    fields.put("schedule", drill.schedule());
    fields.put("storage", drill.storage());
    fields.put("requestedBy", drill.requestedBy());
    fields.put("status", drill.status());
    fields.put("startedAt", drill.startedAt());
    fields.put("finishedAt", drill.finishedAt());
    fields.put("throwaway", line.throwaway());
    fields.put("recoverySeconds", drill.recoverySeconds());
    fields.put("tables", line.tables());
    fields.put("rows", line.rows());
    fields.put("tablesChecked", line.tablesChecked());
    fields.put("tablesCounted", line.tablesCounted());
    fields.put("assertions", line.assertions());
    fields.put("assertionsHeld", line.assertionsHeld());
    fields.put("errorCode", drill.errorCode());
    fields.put("message", drill.message());
    return fields;
  }

  private static Map<String, Object> recovery(RecoveryLine line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("server", line.server());
    fields.put("scope", line.scope());
    fields.put("schedule", line.schedule());
    fields.put("drills", line.drills());
    fields.put("shortestSeconds", seconds(line.shortest()));
    fields.put("medianSeconds", seconds(line.median()));
    fields.put("longestSeconds", seconds(line.longest()));
    return fields;
  }

  private static Map<String, Object> retention(RetentionLine line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("schedule", line.use().schedule());
    fields.put("storage", line.use().storage());
    fields.put("rule", line.rule());
    fields.put("removed", line.use().removed());
    fields.put("removedBytes", line.use().removedBytes());
    fields.put("kept", line.use().kept());
    fields.put("keptBytes", line.use().keptBytes());
    return fields;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
