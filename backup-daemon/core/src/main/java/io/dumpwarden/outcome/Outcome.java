package io.dumpwarden.outcome;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Either a finished backup or the end of a run, to be recorded. */
record Outcome(
    @Nullable Backup backup,
    @Nullable String runId,
    @Nullable RunEnd end,
    @Nullable List<String> logLines) {

  private static final ObjectMapper JSON =
      JsonMapper.builder(factory())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** A manifest stands in it as one string, of whatever length. */
  private static JsonFactory factory() {
    StreamReadConstraints any =
        StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
    return JsonFactory.builder().streamReadConstraints(any).build();
  }

  static Outcome of(Backup backup) {
    return new Outcome(backup, null, null, null);
  }

  static Outcome of(String runId, RunEnd end, List<String> logLines) {
    return new Outcome(null, runId, end, logLines);
  }

  static Outcome read(byte[] json) throws IOException {
    return JSON.readValue(json, Outcome.class);
  }

  byte[] toJson() throws JsonProcessingException {
    return JSON.writeValueAsBytes(this);
  }

  /** The run that it is about, or whose backup it is about. */
  String anyRunId() {
    return backup != null ? backup.runId() : "" + runId;
  }

  /**
   * What a store can still take that refused the whole: the facts without the long texts, and a run
   * that did not end well with the reason why that is all.
   */
  Outcome inShort(String refusal) {
    if (backup != null) {
      return of(withShortManifest(backup));
    }
    RunEnd was = end;
    if (was == null) {
      return this;
    }
    boolean good = was.status() == RunStatus.SUCCEEDED;
    String message = "it ended so, but its end could not be recorded in full: " + refusal;
    String code = good ? null : ErrorCode.INTERNAL.code();
    String hint = good ? null : ErrorCode.INTERNAL.hint();
    RunEnd end =
        new RunEnd(was.status(), was.at(), code, good ? null : message, hint, was.retryable());
    return new Outcome(null, runId, end, List.of());
  }

  private static Backup withShortManifest(Backup was) {
    DumpFacts facts = was.result();
    return was.withResult(facts == null ? null : withShortManifest(facts))
        .ended(
            was.status(),
            was.finishedAt(),
            was.errorCode(),
            was.errorCode() == null ? null : "its message could not be recorded");
  }

  private static DumpFacts withShortManifest(DumpFacts facts) {
    return new DumpFacts(
        facts.rawBytes(),
        facts.rawDigest(),
        facts.storedBytes(),
        facts.sha256(),
        facts.position(),
        shortened(facts.manifest()));
  }

  /** Without the inventories, which may list a million tables; the stored manifest has them. */
  private static String shortened(String manifest) {
    try {
      if (JSON.readTree(manifest) instanceof ObjectNode tree) {
        tree.putArray("inventories");
        tree.putNull("mac");
        return tree.toString();
      }
      return "{}";
    } catch (JsonProcessingException e) {
      return "{}";
    }
  }
}
