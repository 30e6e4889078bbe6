{
  "targets": [{
    "target_name": "review_node",
    "sources": ["review_node.c"],
    "cflags": ["<!@(pkg-config --cflags libreview)", "-std=c11"],
    "libraries": ["<!@(pkg-config --libs libreview)"]
  }]
}
