return { case = "pocket", desing = {} }
