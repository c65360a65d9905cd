package io.dumpwarden.view;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dumpwarden.access.Actor;
import io.dumpwarden.access.AuditEntry;
import io.dumpwarden.access.AuditFilter;
import io.dumpwarden.access.AuditLog;
import io.dumpwarden.access.AuditRecord;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the audit trail out, newest first, however long it is; the export is on it itself. */
public final class AuditExport {

  /** What it is written as. */
  public enum Format {
    /** Columns, with the fields before and after as JSON. */
    CSV,
    /** A JSON object in each line. */
    JSONL;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int PAGE = 500;

  /** A spreadsheet would take a cell that begins so for a formula. */
  private static final String FORMULA = "=+-@\t\r";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private final AuditLog log;

  public AuditExport(AuditLog log) {
    this.log = log;
  }

  /**
   * Puts on the trail that somebody takes a copy of it away; to be called before {@link #write}.
   */
  public void record(AuditFilter filter, Format format, Actor actor, Instant now) {
    Map<String, @Nullable String> what = new LinkedHashMap<>();
    what.put("format", format.id());
    put(what, "actor", filter.actor());
    put(what, "channel", filter.channel());
    put(what, "kind", filter.kind());
    put(what, "key", filter.key());
    put(what, "action", filter.action());
    put(what, "from", filter.from());
    put(what, "until", filter.until());
    log.append(new AuditEntry(now, actor, "export", "audit", "audit", Map.of(), what));
  }

  private static void put(Map<String, @Nullable String> what, String name, @Nullable Object value) {
    if (value != null) {
      what.put(name, value.toString());
    }
  }

  /** Writes page by page; flushes, and leaves the writer open. */
  public void write(AuditFilter filter, Format format, Writer out) throws IOException {
    if (format == Format.CSV) {
      out.write("id,at,actor,channel,address,action,kind,key,before,after\r\n");
    }
    Long before = null;
    List<AuditRecord> page;
    do {
      page = log.list(filter, before, PAGE);
      for (AuditRecord record : page) {
        AuditView view = AuditView.of(record);
        out.write(format == Format.CSV ? csv(view) : MAPPER.writeValueAsString(view) + "\n");
        before = record.id();
      }
      out.flush();
    } while (page.size() == PAGE);
  }

  private static String csv(AuditView view) throws IOException {
    return Stream.of(
                String.valueOf(view.id()),
                view.at().toString(),
                view.actor(),
                view.channel(),
                view.address() == null ? "" : view.address(),
                view.action(),
                view.kind(),
                view.key(),
                MAPPER.writeValueAsString(view.before()),
                MAPPER.writeValueAsString(view.after()))
            .map(AuditExport::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String cell(String text) {
    String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
