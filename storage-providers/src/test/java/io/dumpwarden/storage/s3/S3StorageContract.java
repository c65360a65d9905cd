package io.dumpwarden.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.PendingWrite;
import io.dumpwarden.storage.S3Server;
import io.dumpwarden.storage.StorageException.Kind;
import io.dumpwarden.storage.StorageProvider;
import io.dumpwarden.storage.StorageProviderContract;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What is common to all S3 servers beside the contract. */
abstract class S3StorageContract extends StorageProviderContract {

  @TempDir Path spool;

  protected abstract S3Server server();

  @Override
  protected StorageProvider create() {
    emptyBucket();
    return new S3Storage(server().settings(spool), InstantSource.system());
  }

  @Override
  protected boolean givesLinks() {
    return true;
  }

  @Test
  void aLinkEnds() {
    put(KEY, "x");
    URI link = storage.link(KEY, Duration.ofMinutes(1)).orElseThrow();
    assertThat(link.toString()).contains("X-Amz-Expires=60").contains("X-Amz-Signature=");
  }

  @Test
  void keysGetThePrefix() {
    put(KEY, "x");
    try (S3Client client = server().client()) {
      assertThat(
              client
                  .headObject(r -> r.bucket(server().bucket()).key("team/prod/" + KEY.value()))
                  .contentLength())
          .isEqualTo(1);
    }
  }

  @Test
  void whatIsNotUnderThePrefixOrNoKeyOfOursIsNotListed() {
    try (S3Client client = server().client()) {
      for (String foreign : new String[] {"other/x", "team/production", "team/prod/with space"}) {
        client.putObject(
            r -> r.bucket(server().bucket()).key(foreign), RequestBody.fromString("x"));
      }
    }
    assertThat(keys("")).isEmpty();
  }

  @Test
  void aMissingBucketIsNotRecognised() {
    S3Target target = new S3Target(server().endpoint(), "us-east-1", "no-such-bucket", "", true);
    S3Settings settings =
        S3Settings.of(target, spool)
            .withAccess(S3Access.ofKeys(server().accessKey(), server().secretKey()));
    try (S3Storage missing = new S3Storage(settings, InstantSource.system())) {
      assertFails(Kind.NOT_RECOGNISED, missing::check);
      assertFails(Kind.NOT_RECOGNISED, () -> missing.stat(KEY));
      assertFails(Kind.NOT_RECOGNISED, () -> missing.read(KEY, 0));
      assertFails(Kind.NOT_RECOGNISED, () -> missing.list("").toList());
      assertFails(Kind.NOT_RECOGNISED, () -> missing.open(KEY, OptionalLong.empty()));
    }
  }

  @Test
  void objectsAreListedPageByPage() {
    for (int i = 0; i < 20; i++) {
      put(new ObjectKey("many/" + i), "x");
    }
    try (S3Client client = server().client()) {
      S3Listing inSevens = new S3Listing(new S3Bucket(client, server().settings(spool)), 7);
      assertThat(inSevens.objects("many/")).hasSize(20).doesNotHaveDuplicates();
      assertThat(inSevens.objects("many/19")).hasSize(1);
    }
  }

  @Test
  void pendingWritesAreListedPageByPage() {
    assertPagesHold(
        IntStream.range(0, 20)
            .mapToObj(i -> open(new ObjectKey("many/" + i)).pending().uploadId())
            .toList());
  }

  protected final void assertPagesHold(List<String> begun) {
    try (S3Client client = server().client()) {
      S3Listing inSevens = new S3Listing(new S3Bucket(client, server().settings(spool)), 7);
      assertThat(inSevens.uploads(""))
          .extracting(PendingWrite::uploadId)
          .containsExactlyInAnyOrderElementsOf(begun);
    }
  }

  private void emptyBucket() {
    try (S3Client client = server().client()) {
      client
          .listMultipartUploadsPaginator(r -> r.bucket(server().bucket()))
          .uploads()
          .forEach(
              upload ->
                  client.abortMultipartUpload(
                      r ->
                          r.bucket(server().bucket())
                              .key(upload.key())
                              .uploadId(upload.uploadId())));
      client
          .listObjectsV2Paginator(r -> r.bucket(server().bucket()))
          .contents()
          .forEach(o -> remove(client, o.key()));
    }
  }

  /** Behind the storage's back, and for good. */
  protected void remove(S3Client client, String fullKey) {
    client.deleteObject(r -> r.bucket(server().bucket()).key(fullKey));
  }
}
