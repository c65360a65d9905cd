package io.dumpwarden.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What Prometheus would be answered. */
record Scrape(HttpResponse<String> answer) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static Scrape of(MetricsServer server) throws IOException, InterruptedException {
    return of(server, "GET", "/metrics", "text/plain");
  }

  static Scrape of(MetricsServer server, String method, String path, String accept)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Accept", accept)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return new Scrape(HTTP.send(request, BodyHandlers.ofString()));
  }

  int status() {
    return answer.statusCode();
  }

  String text() {
    return answer.body();
  }

  /** The lines of one metric, comments left out. */
  List<String> samples(String metric) {
    return text()
        .lines()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .toList();
  }
}
