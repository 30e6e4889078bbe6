/* sax_floor FILE: parses an XML file with libxml2's SAX2 interface and handlers that do nothing. */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <string.h>

static void start(void* state, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int namespaces,
                  const xmlChar** namespace_list, int attributes, int defaulted, const xmlChar** attribute_list) {
    (void)state, (void)name, (void)prefix, (void)uri, (void)namespaces, (void)namespace_list;
    (void)attributes, (void)defaulted, (void)attribute_list;
}

static void end(void* state, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri) {
    (void)state, (void)name, (void)prefix, (void)uri;
}

static void text(void* state, const xmlChar* bytes, int length) { (void)state, (void)bytes, (void)length; }

int main(int count, char** words) {
    if (count != 2) return 2;
    xmlSAXHandler handlers;
    memset(&handlers, 0, sizeof handlers);
    handlers.initialized = XML_SAX2_MAGIC;
    handlers.startElementNs = start;
    handlers.endElementNs = end;
    handlers.characters = text;
    handlers.cdataBlock = text;
    xmlParserCtxtPtr context = xmlCreateFileParserCtxt(words[1]);
    if (!context) return 3;
    xmlSAXHandler* own = context->sax;
    context->sax = &handlers;
    xmlCtxtUseOptions(context, XML_PARSE_NONET);
    xmlParseDocument(context);
    const int whole = context->wellFormed;
    context->sax = own;
    xmlFreeParserCtxt(context);
    printf("%d\n", whole);
    return whole ? 0 : 3;
}
