package dev.koda.provider.adapter;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.koda.provider.failure.VendorFailure;
import dev.koda.provider.prompt.AnswerSink;

/** One vendor language: how to ask, how to read the answer, and what its errors mean. Stateless. */
public interface WireFormat {

    /** The {@code kind} of the catalogue rows that speak it. */
    String kind();

    /** Headers every request carries beside the credential. Values may be null: then the header is left out. */
    Map<String, String> headers(String organization, String project);

    /** The request for a completion. */
    Outgoing completion(Ask ask);

    /** A reader for the answer to that request. */
    AnswerReader reader(Ask ask, AnswerSink sink);

    /** Ids of the models in the vendor's own listing; throws when the body is no such listing. */
    List<String> models(JsonNode listing);

    /** What an error answer means, by status and vendor code. */
    VendorFailure failure(ErrorAnswer answer);
}
