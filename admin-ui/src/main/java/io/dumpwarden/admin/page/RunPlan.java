package io.dumpwarden.admin.page;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.dumpwarden.admin.route.AnswerJson;
import io.dumpwarden.view.PlanView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run would do on one server, as {@code run --dry-run --json} shows it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunPlan(
    String server,
    List<File> files,
    long estimatedBytes,
    List<String> storages,
    String compression,
    String encryption,
    @Nullable String command,
    List<PlanView> removals,
    List<String> warnings) {

  /** A file that would be written. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record File(
      String key, List<String> databases, long estimatedBytes, long estimatedStoredBytes) {}

  static List<RunPlan> of(List<Object> views) {
    return views.stream().map(v -> AnswerJson.MAPPER.convertValue(v, RunPlan.class)).toList();
  }
}
