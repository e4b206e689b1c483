console.log("garita", process.version);
